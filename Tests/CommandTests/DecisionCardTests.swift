import Testing

/// What whoever decides, and whoever issues, reads on the card.
@Suite struct DecisionCardTests {
    @Test func `a recommendation shows the facts that were counted and the answers that were given`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"id":7,"case":"C-2026-0290","inspection":"I-2026-0009","outlet":"0363-042-J","day":"2026-10-01",
                "packId":"nl/dordrecht/o","packVersion":"2008-2011","measure":"closure","personDecides":false,
                "decision":{"choice":"follow","measure":"closure","by":"Piet de Vries","reasons":"As the rules say."},
                "replacedBy":null,"stands":true,
                "facts":{"findings":[{"criterion":"O","result":"fail"},{"criterion":"J","result":"not_checked"}]},
                "trace":{"measure":{"text":"closure for 6 months"},"lines":[{"criterion":"O",
                "counted":[{"criterion":"O","day":"2026-03-01","reference":"I-2026-0001"}],
                "refused":[{"criterion":"A","day":"2026-04-01","reference":"I-2026-0002","reason":"other_criterion"}]}]},
                "answers":[{"gate":"structural_pattern","criterion":"O","holds":true,"by":"Piet de Vries",
                "reason":"Seven reports in March.","at":"2026-10-02T08:00:00Z"}]}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("recommendation show 7 -o table").output == """
                    id                7
                    case              C-2026-0290
                    inspection        I-2026-0009
                    outlet            0363-042-J
                    day               2026-10-01
                    pack              nl/dordrecht/o
                    version           2008-2011
                    measure           closure
                    in full           closure for 6 months
                    a person decides  no
                    decision          follows what was recommended
                    decided measure   closure
                    decided by        Piet de Vries
                    reasons           As the rules say.
                    stands            yes
                    answers           structural_pattern (O) holds: Seven reports in March. (Piet de
                                      Vries)
                    findings
                      CRITERION  RESULT
                      O          fail
                      J          not checked
                    counted
                      FOR  CRITERION  DAY         INSPECTION
                      O    O          2026-03-01  I-2026-0001
                    not counted
                      FOR  CRITERION  DAY         INSPECTION   BECAUSE
                      O    A          2026-04-01  I-2026-0002  other criterion

                    """)
        }
    }

    @Test func `an action shows what was recommended, what was decided and why`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"A-2026-0317","case":"C-2026-0290","outlet":"0363-042-J","outletName":"De Linde",
                "kind":"warning","status":"proposed","startsOn":null,"endsOn":null,"amount":null,"currency":null,
                "text":"Warning letter.","proposedBy":"Piet de Vries","proposedAt":null,"issuedBy":null,"issuedAt":null,
                "decision":{"id":3,"choice":"depart","measure":"warning","reasons":"The first finding in ten years.",
                "recommendation":7,"by":"Otto Officer","at":"2026-10-02T08:00:00Z"},
                "recommended":{"id":7,"inspection":"I-2026-0009","day":"2026-10-01","pack":"nl/leeuwarden/j",
                "packVersion":"2026","measure":"closure","text":"closure for 3 months","personDecides":false,
                "departs":true},
                "establishes":[],"beside":[],"reason":null,"version":2,"changedAt":"2026-10-03T08:00:00Z"}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("action show A-2026-0317 -o table").output == """
                    reference    A-2026-0317
                    kind         warning
                    status       proposed
                    outlet       0363-042-J
                    name         De Linde
                    case         C-2026-0290
                    recommended  closure for 3 months (nl/leeuwarden/j)
                    about        I-2026-0009
                    decision     departs from what was recommended
                    decided by   Otto Officer
                    reasons      The first finding in ten years.
                    text         Warning letter.
                    drafted by   Piet de Vries
                    version      2
                    changed      2026-10-03 10:00

                    """)
        }
    }

    @Test(arguments: [
        ("follow", false, "follows what was recommended", "followed"),
        ("depart", false, "departs from what was recommended", "departed"),
        ("depart", true, "taken by a person, to whom the rules leave it", "chosen"),
    ])
    func `how it was decided is one phrase, on each card`(
        choice: String, isOpen: Bool, phrase: String, word: String
    ) async throws {
        let decision = #"{"id":3,"choice":"\#(choice)","measure":"closure","recommendation":7,"by":"Piet de Vries"}"#
        let advice = #"{"id":7,"personDecides":\#(isOpen),"departs":\#(choice == "depart" && !isOpen)}"#
        try await CannedServer.serving({ asked in
            let line = asked.line
            if line.contains("/v1/actions/") {
                return .json(#"{"reference":"A-2026-0317","decision":\#(decision),"recommended":\#(advice)}"#)
            }
            if line.hasSuffix("/v1/cases/C-2026-0290") {
                return .json(#"{"reference":"C-2026-0290","recommendations":[\#(advice)],"decisions":[\#(decision)]}"#)
            }
            return .json(#"{"id":7,"personDecides":\#(isOpen),"standing":"decided","decision":\#(decision)}"#)
        }) { (_, program) async throws in
            let action = try await program.run("action show A-2026-0317 -o table").output
            #expect(action.contains("decision     \(phrase)\n"), "\(action)")
            #expect(!action.contains("\ndeparts "), "\(action)")
            let advice = try await program.run("recommendation show 7 -o table").output
            #expect(advice.contains("decision          \(phrase)\n"), "\(advice)")
            #expect(advice.contains("standing          \(word)\n"), "\(advice)")
            let file = try await program.run("case show C-2026-0290 -o table").output
            #expect(file.contains("CHOICE"), "\(file)")
            #expect(file.contains(" \(word) "), "\(file)")
        }
    }

    @Test func `what the rules left to a person was not departed from when it is decided`() async throws {
        try await CannedServer.serving({ _ in
            .json(#"{"id":3,"choice":"depart","measure":"closure","personDecides":true,"next":null}"#, status: 201)
        }) { (_, program) async throws in
            let ran = try await program.run(
                "recommendation depart C-2026-0290 --measure closure --reason 'minors, twice in one week'")
            #expect(ran.output == "Decided in C-2026-0290, where the rules leave it to a person: closure.\n")
        }
    }

    @Test func `a revoked action shows who revoked it and why, and what it establishes no more`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"A-2026-0317","case":"C-2026-0290","outlet":"0363-042-J","kind":"warning","status":"revoked",
                "text":"Warning letter.","proposedBy":"Piet de Vries","issuedBy":"Kemal Yilmaz","establishes":[],
                "returned":[{"by":"Kemal Yilmaz","at":"2026-10-02T08:00:00Z","reason":"Say from which hour."}],
                "revoked":{"by":"Kemal Yilmaz","at":"2026-10-05T08:00:00Z","reason":"Objection upheld.",
                "annulled":[{"id":1,"criterion":"J","day":"2026-10-01","status":"set_aside"}]},
                "reason":"Objection upheld.","version":4,"changedAt":"2026-10-05T08:00:00Z"}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("action show A-2026-0317 -o table").output == """
                    reference   A-2026-0317
                    kind        warning
                    status      revoked
                    outlet      0363-042-J
                    case        C-2026-0290
                    text        Warning letter.
                    drafted by  Piet de Vries
                    issued by   Kemal Yilmaz
                    returned    Say from which hour. (Kemal Yilmaz)
                    revoked by  Kemal Yilmaz
                    revoked     2026-10-05 10:00
                    because     Objection upheld.
                    version     4
                    changed     2026-10-05 10:00
                    annulled with it
                      CRITERION  DAY         NOW
                      J          2026-10-01  set aside

                    """)
        }
    }

    @Test func `a case that is open again shows why it was closed before`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"C-2026-0290","outlet":"0363-042-J","status":"open","openedOn":"2026-10-01",
                "reason":"Objection upheld.","version":3,"history":[
                {"act":"open","by":"Selin Bakker","at":"2026-10-01T20:00:00Z","reason":null},
                {"act":"close","by":"Piet de Vries","at":"2026-10-03T08:00:00Z","reason":"The warning is issued."},
                {"act":"reopen","by":"Kemal Yilmaz","at":"2026-10-05T08:00:00Z","reason":"Objection upheld."}]}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("case show C-2026-0290 -o table").output == """
                    reference      C-2026-0290
                    outlet         0363-042-J
                    status         open
                    opened         2026-10-01
                    reason         Objection upheld.
                    closed before  The warning is issued. (Piet de Vries)
                    version        3

                    """)
        }
    }

    @Test func `an inspection shows what a corrected finding was, who corrected it, when and why`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-10-01","findings":[
                {"criterion":"G","result":"pass","value":4.8,"unit":"g","note":null,"conduct":[],"corrected":true},
                {"criterion":"J","result":"fail","value":null,"unit":null,"note":null,"conduct":["knowingly"],
                "corrected":false}],
                "corrections":[{"id":1,"criterion":"G","result":"pass","value":4.8,"unit":"g","note":null,"conduct":[],
                "was":{"result":"fail","value":6.2,"unit":"g","note":null,"conduct":[]},
                "reason":"Weighed again on scales that were calibrated.","by":"Selin Bakker","at":"2026-10-02T08:00:00Z"}]}
                """)
        }) { (_, program) async throws in
            #expect(
                try await program.run("inspection show I-2026-1188 -o table").output == """
                    reference          I-2026-1188
                    outlet             0363-042-J
                    day                2026-10-01
                    corrected because  G: Weighed again on scales that were calibrated.
                    findings
                      CRITERION  RESULT  VALUE  UNIT  CONDUCT    CORRECTED
                      G          pass      4.8  g     -          yes
                      J          fail        -  -     knowingly  -
                    corrections
                      CRITERION  WAS         BECAME      AT                BY
                      G          fail 6.2 g  pass 4.8 g  2026-10-02 10:00  Selin Bakker

                    """)
        }
    }

    @Test func `a timeline says below its table what a corrected finding was`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"items":[{"at":"2026-10-02T08:00:00Z","day":null,"object":"finding","reference":"I-2026-1188 G",
                "what":"correct","was":"fail 6.2 g","became":"pass 4.8 g","by":"Selin Bakker",
                "reason":"Weighed again on scales that were calibrated."},
                {"at":"2026-10-01T20:00:00Z","day":"2026-10-01","object":"inspection","reference":"I-2026-1188",
                "what":"log","was":null,"became":null,"by":"Selin Bakker","reason":null}],"next":null}
                """)
        }) { (_, program) async throws in
            let shown = try await program.run("outlet timeline 0363-042-J -o table")
            #expect(
                shown.output.hasSuffix(
                    """
                    I-2026-1188 G was fail 6.2 g and became pass 4.8 g: Weighed again on scales that
                      were calibrated. (Selin Bakker)

                    """), "\(shown)")
            #expect(
                try await program.run("outlet timeline 0363-042-J --columns what,was,became").output == """
                    what\twas\tbecame
                    correct\tfail 6.2 g\tpass 4.8 g
                    log\t\t

                    """)
        }
    }
}
