import Testing

@testable import registryctl

/// Fields and columns are looked at before anything is sent.
@Suite struct ChosenFieldsTests {
    @Test func `a field that no such record has is refused with the one that was meant`() async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            let ran = try await program.run("today --json=reference,abuot")
            #expect(ran.exit == 64)
            #expect(ran.output == "")
            #expect(
                ran.talk == """
                    {"code":"usage","detail":"There are: due, reference, what, about, outlet, from, object, since.",\
                    "exit":64,"hint":"registryctl today --json=reference,about","title":"duties have no field \\"abuot\\"."}

                    """)
            let nested = try await program.run("outlet show 0363-042-J --json=licence.endOn")
            #expect(nested.talk.hasSuffix(#""title":"outlets have no field \"licence.endOn\"."}"# + "\n"), "\(nested)")
            #expect(nested.exit == 64)
            let row = try await program.run("stats run violation-rate --json=rows.criterion")
            #expect(row.exit == 64)
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a change is not made when its answer can't be shown as asked`() async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            for option in ["--json=refrence", "-o csv --columns refrence", "--columns refrence"] {
                let ran = try await program.run("case open 0363-042-J --reason 'reports of the neighbours' \(option)")
                #expect(ran.exit == 64)
                #expect(ran.talk.contains("refrence"), "\(ran)")
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: [
        "outlet list --json=reference,houseNumberSuffix,openingHours", "outlet show 0363-042-J --json=licence.endsOn",
        "case show C-2026-0290 --json=decisions", "recommendation show 7 --json=facts.day,trace.lines,explanation",
        "inspection show I-2026-1188 --json=failed,findings", "stats run violation-rate --json=method,rows",
        "stats run violation-rate -o jsonl --fields criterion,value", "context list --json=server",
        "policy list --json=sha256", "whoami --json=login,roles",
    ])
    func `members of the answers are taken`(line: String) async throws {
        try await CannedServer.serving({ _ in .json(#"{"items":[],"rows":[]}"#) }) { _, program in
            let ran = try await program.run(line)
            #expect(ran.exit == 0, "\(ran)")
        }
    }
}
