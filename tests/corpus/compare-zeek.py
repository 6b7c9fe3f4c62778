#!/usr/bin/python3
# compare-zeek.py WIRECASE-CLI FOLDER [-v] [TEST…]: our logs held against those that Zeek's own tests expect
# SPDX-License-Identifier: GPL-3.0-or-later

"""Without arguments behind WIRECASE-CLI, FOLDER is that of WIRECASE_SHARED_DATA, or beside the project, and the
aims must be reached: LEAST. Where it is not there, there is nothing to compare.

FOLDER has index.tsv, a folder with logs for each test, and the traces that they were made of. Prints per
log and field how many rows agree, and with -v each row that does not. A test of Zeek's that changes a
setting differs on purpose; REASONS says which."""

import collections
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import zeek_logs  # noqa: E402

# Why a test's log is not that of a plain run: (test, log) to words.
REASONS = {
    ("core.history-flip", "conn"): "sets other local networks",
    ("core.tcp.missing-syn", "conn"): "sets other local networks",
    ("core.pcap.dynamic-filter", "conn"): "reads some of the packets only",
    ("core.pcap.read-trace-with-filter", "conn"): "reads some of the packets only",
    ("core.skip_analyzer", "conn"): "turns the analysis of tunnels off",
    ("core.tunnels.count-default-tunnel-changes", "conn"): "counts events in place of rows",
    ("scripts.base.protocols.dhcp.dhcp-prevent-large-msgtypes", "dhcp"): "sets a bound of 4 messages",
    ("scripts.base.protocols.dhcp.dhcp-prevent-large-uids", "dhcp"): "sets a bound of 5 uids",
    ("language.init-in-anon-function", "http"): "makes addresses anonymous",
    ("scripts.base.files.x509.files", "files"): "lists certificates as files",
    ("scripts.base.files.x509.event-caching", "x509"): "lists certificates again",
    ("scripts.policy.protocols.ssl.log-hostcerts-only", "x509"): "lists servers' certificates only",
    ("spicy.protocol-analyzer-data-in-from-tcp-to-udp", "http"): "calls DNS by the name of HTTP",
    ("scripts.base.protocols.dns.multiple-txt-strings", "dns"): "does not count what was left to the network card",
    ("scripts.base.protocols.dns.spf", "dns"): "does not count what was left to the network card",
    ("core.tunnels.gtp.inner_teredo", "conn"): "does not wait for both sides of Teredo",
    ("scripts.base.frameworks.analyzer.request-analyzer", "conn"): "does not count packets",
    ("scripts.base.frameworks.netcontrol.packetfilter", "conn"): "drops packets",
    ("scripts.base.frameworks.logging.field-name-map2", "conn"): "drops packets",
    ("scripts.base.frameworks.file-analysis.logging-input-analysis", "files"): "reads a file in place of a trace",
    ("scripts.base.protocols.ftp.ftp-max-arg-length", "ftp"): "sets a bound of 13 bytes",
    ("scripts.base.protocols.ftp.ftp-max-user-length", "ftp"): "sets a bound of 4 bytes",
    ("scripts.base.protocols.ftp.ftp-max-command-length", "ftp"): "lists all commands",
    ("scripts.base.protocols.ftp.ftp-max-pending-commands", "ftp"): "lists all commands",
    ("scripts.base.protocols.ftp.ftp-missing-reply-code", "ftp"): "lists all commands",
    ("scripts.base.protocols.ftp.ftp-invalid-reply-code", "ftp"): "lists all commands",
    ("scripts.base.protocols.smtp.mail-transactions-invalid-disable-analyzer", "smtp"): "stops after an invalid command",
    ("signatures.eval-condition", "conn"): "adds a service of its own",
    ("scripts.base.frameworks.analyzer.dpd-logging-configuration", "conn"): "tells services that were dropped",
}

# Fields that Wirecase does not fill.
UNFILLED = {
    "ssl": {"client_cert_chain_fps", "next_protocol"},
    "http": {"password", "info_code", "info_msg"},
    "files": {"analyzers", "timedout", "depth", "md5", "sha1", "sha256"},
}


# Rows that must agree in all fields, in percent.
LEAST = {"conn": 98, "dns": 97, "dhcp": 100, "ntp": 100, "http": 97, "files": 95, "smtp": 90,
         "ftp": 99, "kerberos": 95, "ntlm": 100}


def find_folder():
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "data")
    return os.path.join(os.environ.get("WIRECASE_SHARED_DATA", beside), "zeek")


def export(cli, trace, ignore, folder):
    arguments = [cli, "export", "zeek", trace, "--to", folder] + (["-C"] if ignore else [])
    return subprocess.run(arguments, capture_output=True, text=True)


def read_all(folder):
    logs = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".log"):
            fields, rows = zeek_logs.read(os.path.join(folder, name))
            if fields is not None:
                logs[name[:-4]] = rows
    return logs


def known_in_bare(ours, theirs):
    """A bare run names the services whose scripts its test loads."""
    return theirs == "-" or set(theirs.split(",")) <= set(ours.split(","))


def main():
    verbose = "-v" in sys.argv
    words = [word for word in sys.argv[1:] if word != "-v"]
    must = len(words) == 1
    cli, root, wanted = words[0], find_folder() if must else words[1], words[2:]
    if not os.path.exists(os.path.join(root, "index.tsv")):
        print(f"{root} is not there: nothing to compare")
        return 0
    total, whole = collections.Counter(), collections.Counter()
    field_total, field_wrong = collections.Counter(), collections.Counter()
    extra = collections.Counter()
    reasons = collections.Counter()
    with open(os.path.join(root, "index.tsv"), encoding="utf-8") as file:
        tests = [line.rstrip("\n").split("\t") for line in file][1:]
    for test, trace, _, bare, ignore in tests:
        if wanted and not any(word in test for word in wanted):
            continue
        theirs = read_all(os.path.join(root, test))
        with tempfile.TemporaryDirectory() as folder:
            run = export(cli, os.path.join(root, "traces", trace), ignore == "True", folder)
            if run.returncode:
                print(f"{test}: {run.stderr.strip()}")
            ours = read_all(folder)
        names_ours = zeek_logs.names_of_uids(ours.values())
        names_theirs = zeek_logs.names_of_uids(theirs.values())
        for log, rows in theirs.items():
            if (test, log) in REASONS:
                reasons[(log, REASONS[test, log])] += len(rows)
                continue
            extra[log] += max(0, len(ours.get(log, [])) - len(rows))
            if verbose and len(ours.get(log, [])) > len(rows):
                print(f"{test} {log}: {len(ours[log]) - len(rows)} rows more than expected")
            for row, mine, wrong in zeek_logs.compare(ours.get(log, []), rows, names_ours, names_theirs,
                                                              UNFILLED.get(log, ())):
                if bare == "True" and "service" in wrong and mine and known_in_bare(mine["service"], row["service"]):
                    wrong.remove("service")
                    reasons[(log, "did not load the script of a service (field left out)")] += 1
                if bare == "True" and mine and row.get("id.orig_p", "x") == mine.get("id.resp_p") and mine.get("history", "")[:1] == "^":
                    reasons[(log, "did not load the script that knows a server's port")] += 1
                    continue
                if bare == "True" and mine and "id.orig_h" not in row and mine.get("history", "") == "^" + row.get("history", "").lower():
                    reasons[(log, "did not load the script that knows a server's port")] += 1
                    continue
                total[log] += 1
                whole[log] += not wrong
                for name in row:
                    field_total[log, name] += 1
                for name in wrong:
                    field_wrong[log, name] += 1
                if wrong and verbose:
                    print(f"{test} {log}: " + ("no such row: " + " ".join(list(row.values())[1:9]) if mine is None else
                          "; ".join(f"{name}: {mine[name]!r}, expected {row[name]!r}" for name in wrong)
                          + "   [" + " ".join(row.get("id." + key, "") for key in ("orig_h", "orig_p", "resp_p")) + "]"))
    for log in sorted(total):
        print(f"{log}: {whole[log]} of {total[log]} rows agree in all fields ({100 * whole[log] / total[log]:.1f} %), "
              f"{extra[log]} rows more than expected")
        for (of, name), n in sorted(field_wrong.items(), key=lambda entry: -entry[1]):
            if of == log:
                print(f"    {name}: {field_total[log, name] - n} of {field_total[log, name]}")
    for (log, words), n in sorted(reasons.items()):
        print(f"{log}: {n} rows left out: the test {words}")
    missed = [log for log, least in LEAST.items() if must and 100 * whole[log] < least * total[log]]
    if missed:
        print(f"fewer rows agree than must: {', '.join(missed)}")
    return 1 if missed else 0


sys.exit(main())
