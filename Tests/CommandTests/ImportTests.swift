import Postgres
import Records
import Server
import Testing

@testable import registryctl

private let head = "kind,street,house_number\n"
private let list = head + "consumption,Gracht,1\nconsumption,Gracht,2\n"

extension RealServer {
    /// How many answers are kept under idempotency keys, and how many outlets there are.
    fileprivate func kept() async throws -> [Int] {
        try await database.admin.query(
            "SELECT (SELECT count(*) FROM ops.idempotency) AS keys, (SELECT count(*) FROM registry.outlet) AS outlets"
        ) { [try $0[0].get("keys"), try $0[0].get("outlets")] }
    }
}

@Suite struct ImportTests {
    @Test func `a preview and a dry run leave nothing behind`() async throws {
        try await RealServer.run { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            try program.write(list, to: "list.csv")
            let before = try await server.kept()
            let counts = "  read            2\n  new             2\n  changed         0\n"
            let preview = try await program.run("import outlets list.csv --profile generic")
            #expect(preview.output.hasPrefix("Checked, not saved: list.csv\n" + counts), "\(preview)")
            let dry = try await program.run("import outlets list.csv --profile generic --apply --dry-run")
            #expect(dry.output == preview.output && dry.exit == 0, "\(dry)")
            let json = try await program.run(
                "import outlets list.csv --profile generic --apply --dry-run --json=applied")
            #expect(json.output == "{\n  \"applied\": false\n}\n", "\(json)")
            #expect(try await server.kept() == before)
            let done = try await program.run("import outlets list.csv --profile generic --apply")
            #expect(done.output.hasPrefix("Imported list.csv:\n" + counts), "\(done)")
            #expect(try await server.kept() == [before[0] + 1, before[1] + 2])
            try program.remove()
        }
    }

    @Test func `a list comes in through a pipe too`() async throws {
        try await RealServer.run { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            let ran = try await program.shell(
                "printf '\(list.replacing("\n", with: "\\n"))' | registryctl import outlets /dev/stdin --profile generic"
            )
            #expect(ran.output.hasPrefix("Checked, not saved: /dev/stdin\n  read            2\n"), "\(ran)")
            try program.remove()
        }
    }

    @Test func `the list itself is no file for its rejected rows, under no name`() async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            try program.write(list, to: "list.csv")
            _ = try await program.shell("ln -s list.csv same.csv")
            for name in ["list.csv", "same.csv"] {
                #expect(
                    try await program.run(
                        "import outlets list.csv --profile generic --rejects \(name) --force --dry-run")
                        == Transcript(
                            "",
                            """
                            error: \(name) is the list itself; the rejected rows would be written over it.
                                   Nothing was imported.
                              try: name another file with --rejects

                            """, exit: 64))
            }
            #expect(try program.read("list.csv") == list && server.requests.isEmpty)
        }
    }

    @Test(arguments: [22, 200])
    func `a list that is too large is not sent`(megabytes: Int) async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            _ = try await program.shell("truncate -s \(megabytes)MB large.csv")
            let ran = try await program.run("import outlets large.csv --profile generic")
            #expect(
                ran
                    == Transcript(
                        "",
                        """
                        error: large.csv was not sent: it has \(megabytes)000000 bytes.
                               A list has at most 20971520 bytes.
                          try: divide it into smaller files, each with the header line

                        """, exit: 8))
            let piped = try await program.shell("registryctl import outlets /dev/stdin --profile generic < large.csv")
            #expect(
                piped.talk.hasPrefix("error: /dev/stdin was not sent: it has \(megabytes)000000 bytes."), "\(piped)")
            let pipe = try await program.shell(
                "cat large.csv | registryctl import outlets /dev/stdin --profile generic")
            #expect(pipe.talk.hasPrefix("error: /dev/stdin was not sent: it has more than 20971520 bytes."), "\(pipe)")
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `the server's no to a large list is read before the list is sent`() async throws {
        var limits = ServerLimits()
        limits.importBytes = 1 << 20
        try await RealServer.run(limits) { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            let row = "consumption,Gracht,1\n"
            try program.write(head + String(repeating: row, count: 900_000), to: "large.csv")
            for _ in 0..<3 {
                let ran = try await program.run("import outlets large.csv --profile generic --apply")
                #expect(
                    ran
                        == Transcript(
                            "",
                            """
                            error: The body has 18900025 bytes; at most 1048576 are taken here.
                                   Send it in smaller parts.
                               at: large.csv
                              try: registryctl import outlets --help

                            """, exit: 8))
            }
            try program.remove()
        }
    }

    @Test func `what can't be read as a file is said in words`() async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { _, program in
            let folder = try await program.run("import outlets . --profile generic")
            #expect(folder.talk == "error: . is a folder, not a file.\n  try: name a file in it\n")
            let none = try await program.run("import outlets no.csv --profile generic")
            #expect(none.talk == "error: there is no file no.csv.\n  try: ls -l *.csv\n")
        }
    }

    @Test func `a list with semicolons and decimal commas comes in, and so do its rejects when they are corrected`()
        async throws
    {
        try await RealServer.run { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            try program.write(
                "kind;street;house_number;longitude;latitude\ntakeaway;Plein;1;4,88;52,37\nshop;Plein;2;;\n",
                to: "list.csv")
            let ran = try await program.run(
                "import outlets list.csv --profile generic --apply --accept-rejects --rejects rejects.csv")
            #expect(
                ran
                    == Transcript(
                        """
                        Imported list.csv:
                          read            2
                          new             1
                          changed         0
                          unchanged       0
                          vanished   not known while 1 row is rejected
                          rejected        1

                        """,
                        """
                        The rows that were not taken are in rejects.csv, with the reasons.
                        1 row was left out. Next: correct rejects.csv and import it; rows that are in already stay as they are.

                        """, exit: 3))
            let rejects = try program.read("rejects.csv")
            #expect(
                rejects.replacing("\r\n", with: "\n") == """
                    line;column;code;message;kind;street;house_number;longitude;latitude
                    3;kind;not_a_choice;"kind is ""shop""; it is one of consumption, takeaway, retail, club, pharmacy, unknown.";shop;Plein;2;;

                    """)
            try program.write(rejects.replacing(";shop;", with: ";retail;"), to: "rejects.csv")
            let again = try await program.run("import outlets rejects.csv --profile generic --apply")
            #expect(again.exit == 0, "\(again)")
            let outlets = try await program.run("outlet list -o csv --columns kind,address,longitude")
            #expect(
                outlets.output.replacing("\r\n", with: "\n")
                    == "kind,address,longitude\ntakeaway,Plein 1,4.88\nretail,Plein 2,\n")
            try program.remove()
        }
    }

    @Test func `a list of which no row is taken is a failure that names the rejects`() async throws {
        try await RealServer.run { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            try program.write(head + "shop,Gracht,1\nshop,Gracht,2\n", to: "list.csv")
            let preview = try await program.run("import outlets list.csv --profile generic")
            #expect(preview.exit == 8)
            #expect(
                preview.talk == """
                    error: nothing can be imported: all 2 rows were rejected.
                       at: list.csv
                      try: registryctl import outlets list.csv --profile generic --rejects rejects.csv

                    """)
            let done = try await program.run(
                "import outlets list.csv --profile generic --apply --accept-rejects --rejects rejects.csv")
            #expect(done.exit == 8)
            #expect(done.output.hasPrefix("Checked, not saved: list.csv\n"))
            #expect(
                done.talk == """
                    The rows that were not taken are in rejects.csv, with the reasons.
                    error: nothing was imported: all 2 rows were rejected.
                           They are in rejects.csv, with the reasons.
                       at: list.csv
                      try: correct rejects.csv and import it

                    """)
            try program.remove()
        }
    }

    @Test func `the command that does it closes what vanished when that was asked for`() async throws {
        let answer = { @Sendable (rejected: Int) in
            """
            {"read":3,"new":1,"changed":0,"unchanged":2,"vanished":\(rejected == 0 ? #"["0363-009-T"]"# : "null"),
            "vanishedNotKnown":\(rejected == 0 ? "null" : #""not known while 1 row is rejected""#),"rejected":\(rejected),
            "appeared":[],"changes":[],"applied":false,"rejects":null}
            """
        }
        let line = "import outlets 'my list.csv' --profile generic --close-vanished 2026-03-05 --context test"
        try await CannedServer.serving({ _ in .json(answer(0), dryRun: true) }) { _, program in
            try program.write(head, to: "my list.csv")
            let ran = try await program.run(line)
            #expect(
                ran.talk == """
                    Next: registryctl import outlets 'my list.csv' --profile generic --close-vanished 2026-03-05 --apply \
                    --context test

                    """)
        }
        try await CannedServer.serving({ _ in .json(answer(1), dryRun: true) }) { _, program in
            try program.write(head, to: "my list.csv")
            let ran = try await program.run(line)
            #expect(
                ran.talk == """
                    Outlets that vanished are closed only by a list whose rows are all taken.
                    Next: registryctl import outlets 'my list.csv' --profile generic --apply --accept-rejects \
                    --rejects rejects.csv --context test

                    """)
        }
    }

    @Test func `an outlet that moved is told apart from those that vanished`() async throws {
        let answer = """
            {"read":3,"new":0,"changed":0,"unchanged":3,"vanished":[],"vanishedNotKnown":null,"rejected":0,
            "moved":[{"reference":"0363-042-J","address":"Singel 3 1013GA","movedOn":"2026-10-20"}],
            "appeared":[],"changes":[],"applied":false,"rejects":null}
            """
        try await CannedServer.serving({ _ in .json(answer, dryRun: true) }) { _, program in
            try program.write(head, to: "list.csv")
            #expect(
                try await program.run("import outlets list.csv --profile generic").talk == """
                    Outlet 0363-042-J moved to Singel 3 1013GA on 2026-10-20, where the list doesn't have it. It stays, also \
                    with --close-vanished; if it is gone, registryctl outlet close 0363-042-J --on DAY --reason TEXT.

                    """)
        }
    }

    @Test func `rejected rows that keep the vanished from being closed are written, and no file is written over`()
        async throws
    {
        try await RealServer.run { server in
            let program = try await server.program("p.devries", "Piet de Vries", [.officer])
            try program.write(head + "shop,Gracht,1\nretail,Gracht,2\n", to: "list.csv")
            let line = "import outlets list.csv --profile generic --apply --accept-rejects --close-vanished 2026-03-05"
            let unnamed = try await program.run(line)
            #expect(
                unnamed
                    == Transcript(
                        "",
                        """
                        error: Nothing was applied: 1 row is rejected, so it is not sure which outlets vanished.
                               Mend the rejected rows first, or import without closing the vanished outlets.
                           at: list.csv
                          try: registryctl \(line) --rejects rejects.csv

                        """, exit: 8))
            let refused = try await program.run(line + " --rejects rejects.csv")
            #expect(
                refused
                    == Transcript(
                        "",
                        """
                        The rows that were not taken are in rejects.csv, with the reasons.
                        error: Nothing was applied: 1 row is rejected, so it is not sure which outlets vanished.
                               Mend the rejected rows first, or import without closing the vanished outlets.
                           at: list.csv
                          try: registryctl import outlets --help

                        """, exit: 8))
            #expect(try program.read("rejects.csv").contains("2,kind,not_a_choice,"))
            try program.write("mine\n", to: "rejects.csv")
            let short = "import outlets list.csv --profile generic --rejects rejects.csv"
            let there = try await program.run(short)
            #expect(
                there
                    == Transcript(
                        "",
                        """
                        error: rejects.csv is there already.
                               Nothing was imported. Name another file, or write over it with --force.
                          try: registryctl \(short) --force

                        """, exit: 64))
            #expect(try program.read("rejects.csv") == "mine\n")
            let forced = try await program.run(short + " --force")
            #expect(forced.exit == 0, "\(forced)")
            #expect(try program.read("rejects.csv").contains("2,kind,not_a_choice,"))
            #expect(
                forced.talk.hasSuffix(
                    "Next: registryctl import outlets list.csv --profile generic --apply --accept-rejects "
                        + "--rejects rejects.csv --force\n"), "\(forced)")
            try program.remove()
        }
    }
}
