-- duckdb.sql: the same questions with DuckDB, over the folders that `wirecase-cli batch` made
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- LOGS stands for the folder of all output: sed "s|LOGS|$PWD/logs|" duckdb.sql | duckdb

CREATE VIEW conn AS
SELECT *, split_part(filename, '/', -2) AS capture
FROM read_json('LOGS/*/conn.log', format = 'newline_delimited', union_by_name = true, filename = true);

CREATE VIEW files AS
SELECT * EXCLUDE (filename_1), split_part(filename_1, '/', -2) AS capture
FROM read_json('LOGS/*/files.log', format = 'newline_delimited', union_by_name = true, filename = 'filename_1');

CREATE VIEW top_talkers AS
SELECT "id.orig_h", "id.resp_h", count(*) AS connections, sum(orig_ip_bytes + resp_ip_bytes) AS bytes,
       count(DISTINCT capture) AS captures
FROM conn
GROUP BY ALL;

CREATE VIEW transfers_by_digest AS
SELECT sha256, any_value(mime_type) AS type, max(seen_bytes) AS size, count(*) AS times,
       count(DISTINCT capture) AS captures
FROM files
WHERE sha256 IS NOT NULL
GROUP BY sha256;

-- To Parquet, which any engine reads: COPY conn TO 'conn.parquet' (FORMAT parquet);
