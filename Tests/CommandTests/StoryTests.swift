import Policy
import Records
import Testing

@testable import registryctl

/// The main story, typed as officers type it, against the whole service.
@Test func `a list becomes outlets, a finding becomes an action that two people sign`() async throws {
    try await RealServer.run { server in
        let piet = try await server.program("p.devries", "Piet de Vries", [.officer, .reviewer])
        let kemal = try await server.program("k.yilmaz", "Kemal Yilmaz", [.reviewer])
        let selin = try await server.program("s.bakker", "Selin Bakker", [.inspector])
        let nadia = try await server.program("n.amari", "Nadia Amari", [.policy])
        let year = LocalClock.standard(zone: nil).today.year

        #expect(
            try await nadia.run("policy adopt nl/amsterdam/two-step --version 2018-2019 --from 2020-01-01")
                == Transcript(
                    "Drafted, checked and proposed nl/amsterdam/two-step 2018-2019 from 2020-01-01. It waits for another person.\n",
                    "No inspection since 2020-01-01 was judged by another version or by none.\n"
                        + "Next: a reviewer runs registryctl policy activate nl/amsterdam/two-step --version 2018-2019\n"
                ))
        #expect(
            try await kemal.run("policy activate nl/amsterdam/two-step --version 2018-2019")
                == Transcript(
                    "Activated nl/amsterdam/two-step 2018-2019: it governs from 2020-01-01.\n",
                    "No inspection since 2020-01-01 was judged by another version or by none.\n"
                        + "Next: registryctl policy list\n"))

        try piet.write(
            """
            street_raw,number,suffix,postcode,valid_from,source_url
            SINT ANTONIËSBREESTRAAT,1,,1011HB,2026-03-05,https://example.nl/list
            AMSTEL,8,H,1017AA,2026-03-05,https://example.nl/list

            """, to: "list.csv")
        #expect(
            try await piet.run("import outlets list.csv --profile amsterdam --apply")
                == Transcript(importReport(new: 2, unchanged: 0), "Next: registryctl outlet list\n"))
        #expect(
            try await piet.run("import outlets list.csv --profile amsterdam --apply")
                == Transcript(importReport(new: 0, unchanged: 2), "Next: registryctl outlet list\n"))
        #expect(
            try await piet.run("outlet list --columns reference,address")
                == Transcript(
                    """
                    reference\taddress
                    0363-001-Z\tSINT ANTONIËSBREESTRAAT 1, 1011HB Amsterdam
                    0363-002-X\tAMSTEL 8-H, 1017AA Amsterdam

                    """))

        #expect(
            try await selin.run(
                "inspection log 0363-001-Z --at '2026-03-20 21:40' --fail A,J --pass H,O --not-checked I")
                == Transcript(
                    """
                    Saved inspection I-\(year)-0001 of 2026-03-20. Case C-\(year)-0001 is open.
                      violations    A, J (alleged)
                      recommended   warning (nl/amsterdam/two-step)

                    """, "Next: registryctl recommendation explain C-\(year)-0001\n"))
        let explained = try await piet.run("recommendation explain C-\(year)-0001")
        #expect(explained.output.contains("Criterion J (no minors) was not met."))
        #expect(
            explained.talk == """
                The rules recommend; a person decides.
                Next: registryctl recommendation follow C-\(year)-0001
                  or: registryctl recommendation depart C-\(year)-0001 --measure MEASURE --reason TEXT

                """)
        #expect(
            try await piet.run("recommendation follow C-\(year)-0001")
                == Transcript(
                    "Decided to follow the recommendation in C-\(year)-0001: warning.\n",
                    "Next: registryctl action draft C-\(year)-0001 --text TEXT\n"))

        let action = "A-\(year)-0001"
        #expect(
            try await piet.run("action draft C-\(year)-0001 --text 'Warning about advertising and minors.'")
                == Transcript(
                    "Drafted \(action): warning, in case C-\(year)-0001.\n",
                    "Next: registryctl action propose \(action)\n"))
        #expect(
            try await piet.run("action propose \(action)")
                == Transcript(
                    "Proposed \(action). It waits for a reviewer, who is not you.\n",
                    "Next: a reviewer runs registryctl action issue \(action) --confirm \(action)\n"))
        #expect(
            try await piet.run("action issue \(action) --confirm \(action)")
                == Transcript(
                    "",
                    """
                    error: You drafted action \(action), so someone else must issue it.
                           Ask a reviewer.
                      try: registryctl action show \(action)

                    """, exit: 5))
        #expect(
            try await kemal.run("today --columns reference,what,about,outlet,from")
                == Transcript(
                    "reference\twhat\tabout\toutlet\tfrom\n\(action)\tissue\twarning\t0363-001-Z\tPiet de Vries\n"))
        #expect(
            try await kemal.run("action issue \(action) --confirm \(action)")
                == Transcript(
                    "Issued \(action): warning, now a legal act.\n",
                    "Next: registryctl case close C-\(year)-0001 --reason TEXT\n"))

        let export = try await nadia.run("export actions --format jsonl --out actions.jsonl")
        #expect(export.exit == 0)
        let exported = try BoundedJSON.parse(Array(try nadia.read("actions.jsonl").utf8))
        #expect(exported["reference"] == .string(action))
        #expect(exported["status"] == "issued")
        for program in [piet, kemal, selin, nadia] { try program.remove() }
    }
}

private func importReport(new: Int, unchanged: Int) -> String {
    """
    Imported list.csv:
      read            2
      new             \(new)
      changed         0
      unchanged       \(unchanged)
      vanished        0
      rejected        0

    """
}
