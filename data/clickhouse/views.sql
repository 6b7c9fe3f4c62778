-- views.sql: the window's questions, over all captures
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Run it on every node, after schema.sql.

-- Who exchanged most bytes, by IP headers.
CREATE VIEW IF NOT EXISTS wirecase.top_talkers AS
SELECT `id.orig_h`, `id.resp_h`, count() AS connections, sum(orig_ip_bytes + resp_ip_bytes) AS bytes,
       uniqExact(capture) AS captures
FROM wirecase.conn FINAL
GROUP BY `id.orig_h`, `id.resp_h`;

-- Everything that was sent or received, by its content.
CREATE VIEW IF NOT EXISTS wirecase.transfers_by_digest AS
SELECT sha256, any(mime_type) AS type, max(seen_bytes) AS size, count() AS times,
       uniqExact(capture) AS captures, groupUniqArray(filename) AS names
FROM wirecase.files FINAL
WHERE sha256 != ''
GROUP BY sha256;

-- Programs that were sent under another type's name.
CREATE VIEW IF NOT EXISTS wirecase.disguised_programs AS
SELECT capture, uid, fuid, ts, `id.resp_h`, filename, mime_type, sha256
FROM wirecase.files FINAL
WHERE mime_type IN ('application/x-dosexec', 'application/x-executable', 'application/x-sharedlib',
                    'application/x-pie-executable', 'application/x-mach-binary')
  AND match(lower(filename), '\\.(jpe?g|gif|png|bmp|pdf|txt|csv|docx?|xlsx?|pptx?|html?|css|js|mp[34])$');

-- Which names led to an address, and when.
CREATE VIEW IF NOT EXISTS wirecase.names_by_address AS
SELECT answer AS address, query AS name, min(ts) AS first, max(ts) AS last, count() AS times
FROM (SELECT query, ts, answers FROM wirecase.dns FINAL WHERE length(answers) > 0)
ARRAY JOIN answers AS answer
WHERE match(answer, '^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$') OR match(answer, '^[0-9a-f:]+:[0-9a-f:]*$')
GROUP BY answer, query;

-- Connections to one service that come again and again. Where the spread of the pauses is small beside
-- their mean, a program makes them, and not a person.
CREATE VIEW IF NOT EXISTS wirecase.beacons AS
SELECT `id.orig_h`, `id.resp_h`, `id.resp_p`, length(times) AS connections,
       (times[length(times)] - times[1]) / (length(times) - 1) AS mean_pause,
       sqrt(greatest(arraySum(arrayMap(i -> pow(times[i + 1] - times[i], 2), arrayFilter(i -> i > 0, range(length(times)))))
                     / (length(times) - 1) - mean_pause * mean_pause, 0)) AS spread
FROM (SELECT `id.orig_h`, `id.resp_h`, `id.resp_p`, arraySort(groupArray(ts)) AS times
      FROM (SELECT * FROM wirecase.conn FINAL)
      GROUP BY `id.orig_h`, `id.resp_h`, `id.resp_p`)
WHERE length(times) >= 6;
