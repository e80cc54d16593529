import Records
import Testing

@testable import registryctl

@Test func `a replay lists what differs and ends with exit code 1`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"recommendation":7,"case":"C-2026-0002","inspection":"I-2026-0003","day":"2026-10-01","pack":"nl/leeuwarden/j",\
            "packVersion":"2011","code":"differs","reason":"/trace/lines/0/step is stored as 2 and comes out as 1.",\
            "pointer":"/trace/lines/0/step","stored":"2","now":"1"}
            {"replayed":12,"differing":1}

            """)
    } _: { (server, program) async throws in
        #expect(
            try await program.run("policy replay --from 2026-10-01 -o table")
                == Transcript(
                    """
                    C-2026-0002 recommendation 7 about I-2026-0003: /trace/lines/0/step is stored as
                      2 and comes out as 1.

                    """,
                    """
                    error: 1 of 12 recommendations does not come out as stored.
                      try: registryctl policy show PACK --version VERSION

                    """, exit: 1))
        #expect(server.requests.map(\.line) == ["GET /v1/replay?from=2026-10-01"])
        let rows = try await program.run("policy replay --columns case,pointer,stored,now")
        #expect(
            rows.output == "case\tpointer\tstored\tnow\nC-2026-0002\t/trace/lines/0/step\t2\t1\n")
        #expect(rows.exit == 1)
    }
}

@Test func `the card of a pack lists the conduct that can be stated under it`() async throws {
    let pack = """
        {"number":3,"id":"us/ca/san-luis-obispo","version":"9.10.090","status":"active","revision":4,"conduct":[
        {"conduct":"barred_conduct","name":"conduct that would have barred the permit","criteria":["rules"]}]}
        """
    try await CannedServer.serving { asked in
        asked.line.hasSuffix("/3") ? .json(pack) : Samples.list([pack])
    } _: { (_, program) async throws in
        #expect(
            try await program.run("policy show us/ca/san-luis-obispo -o table")
                == Transcript(
                    """
                    pack     us/ca/san-luis-obispo
                    version  9.10.090
                    status   active
                    conduct that an inspector can state
                      CONDUCT         CRITERIA  NAME
                      barred_conduct  rules     conduct that would have barred the permit

                    """))
    }
}

private let comparison = """
    {"inspection":"I-2026-0002","outlet":"0363-001-Z","day":"2026-03-22","criteria":["J"],"current":"a warning",\
    "currentKind":"warning","currentReason":null,"new":"closure for 1 month","newKind":"closure","newReason":null}
    {"inspection":"I-2026-0004","outlet":"0363-002-X","day":"2026-04-02","criteria":["A","J"],"current":"a fine of EUR 5",\
    "currentKind":"fine","currentReason":null,"new":"a person decides","newKind":"person_decides",\
    "newReason":"The source does not say."}
    {"cases":4,"changed":2,"outside":1,"from":"2026-01-01","to":"2026-06-30","knownOn":"2026-07-01","isDayOver":false,\
    "current":{"id":"nl/town/j","version":"1","sha256":"0123456789"},\
    "new":{"id":"nl/town/j","version":"2","sha256":"abcdef0123"},\
    "warnings":{"new":["rules.examples.yaml:9: Example 2 comes to a warning."],"current":[]},\
    "table":[{"current":"warning","new":"warning","cases":1,"changed":0},\
    {"current":"warning","new":"closure","cases":1,"changed":1},{"current":"fine","new":"choice","cases":1,"changed":0},\
    {"current":"fine","new":"person_decides","cases":1,"changed":1}],\
    "sums":[{"part":"exact","cases":2,"changed":1,"current":{"days":{"least":0,"most":0,"openEnded":0},"fines":[]},\
    "new":{"days":{"least":31,"most":31,"openEnded":0},"fines":[]},\
    "added":{"days":{"least":31,"most":31,"openEnded":0},"fines":[]},\
    "removed":{"days":{"least":0,"most":0,"openEnded":0},"fines":[]}},\
    {"part":"room","cases":1,"changed":0,"current":{"days":{"least":0,"most":5,"openEnded":1},"fines":[]},\
    "new":{"days":{"least":0,"most":0,"openEnded":0},"fines":[{"currency":"EUR","leastMinorUnits":500,\
    "mostMinorUnits":70050,"openEnded":1}]},"added":null,"removed":null},\
    {"part":"person_decides","cases":1,"changed":1,"current":{"days":{"least":0,"most":0,"openEnded":0},\
    "fines":[{"currency":"EUR","leastMinorUnits":500,"mostMinorUnits":500,"openEnded":0}]},\
    "new":{"days":{"least":0,"most":0,"openEnded":0},"fines":[]},"added":null,"removed":null}]}

    """

@Test func `a comparison shows the first cases and all sums, and in other forms all cases`() async throws {
    try await CannedServer.serving { _ in
        .json(comparison)
    } _: { (server, program) async throws in
        let command = "policy compare --pack nl/town/j@2 --against nl/town/j@1 --from 2026-01-01 --to 2026-06-30"
        #expect(
            try await program.run("\(command) --limit 1 -o table")
                == Transcript(
                    """
                    I-2026-0002 (0363-001-Z, 2026-03-22, J)
                      now  a warning
                      new  closure for 1 month
                    … and 1 more that changes: -o tsv lists all.

                    2 of 4 cases change, from 2026-01-01 to 2026-06-30, as known on 2026-07-01.
                    now is nl/town/j 1 (01234567), new is nl/town/j 2 (abcdef01).
                    That day is not over: what is recorded later today will count too.
                    1 case more: neither pack knows what failed.
                    NOW      NEW             CASES  CHANGED
                    warning  warning             1        0
                    warning  closure             1        1
                    fine     choice              1        0
                    fine     person decides      1        1
                    Exact in both (2 cases): 0 days now, 31 days new; added 31 days, removed 0 days.
                    A choice, a range or no end in one of them (1 case): 0 to 5 days, 1 without an
                      end now, 0 days, EUR 5.00 to 700.50 (1 without an upper end) new.
                    A person decides under one of them or both (1 case): what that comes to is not
                      known. Where a pack does say it: 0 days, EUR 5.00 now, 0 days new.
                    Warning: nl/town/j 2 (abcdef01) has 1 problem and can't be proposed as it is:
                      rules.examples.yaml:9: Example 2 comes to a warning.

                    """))
        #expect(server.requests.map(\.line) == ["POST /v1/policy-packs/compare"])
        let rows = try await program.run("\(command) --columns inspection,new,newReason")
        #expect(
            rows.output
                == """
                inspection\tnew\tnewReason
                I-2026-0002\tclosure for 1 month\t
                I-2026-0004\ta person decides\tThe source does not say.

                """)
        let json = try BoundedJSON.parse(Array(try await program.run("\(command) --json").output.utf8))
        #expect(json["changes"]?.items?.count == 2)
        #expect(json["summary"]?["changed"] == 2)
    }
}

@Test func `what is compared is a file or PACK@VERSION`() async throws {
    try await CannedServer.serving { _ in
        .json(comparison)
    } _: { (server, program) async throws in
        let answer = try await program.run(
            "policy compare --pack nl/town/j --against nl/town/j@1 --from 2026-01-01 --to 2026-06-30")
        #expect(
            answer
                == Transcript(
                    "",
                    """
                    error: there is no file nl/town/j.
                           A version that the registry has is named PACK@VERSION.
                      try: registryctl policy list

                    """, exit: 8))
        #expect(server.requests.isEmpty)
    }
}

@Test func `a replay that breaks off is not taken for a whole one`() async throws {
    try await CannedServer.serving { _ in
        .json("")
    } _: { (_, program) async throws in
        #expect(
            try await program.run("policy replay")
                == Transcript(
                    "",
                    """
                    error: the server broke off before the end of the replay.
                           What was listed so far is not the whole.
                      try: the same command again

                    """, exit: 69))
    }
}

@Test func `revoking an action says which later recommendations rested on it`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"reference":"A-2026-0001","case":"C-2026-0001","status":"revoked","version":4,
            "recommended":{"inspection":"I-2026-0001"},"next":{"act":"close","reference":"C-2026-0001","role":"officer"},
            "followUp":{"case":"C-2026-0001","reopened":true},
            "consequences":[
            {"recommendation":2,"case":"C-2026-0002","caseStatus":"open","inspection":"I-2026-0002","day":"2026-11-01","changes":true,
            "measureText":"closure for 6 months","measureNowText":"closure for 3 months",
            "next":{"act":"recompute","reference":"C-2026-0002","role":"officer","inspection":"I-2026-0002"},
            "actions":[{"reference":"A-2026-0002","kind":"closure","status":"issued"}]},
            {"recommendation":4,"case":"C-2026-0004","caseStatus":"closed","inspection":"I-2026-0004","day":"2026-11-02",
            "changes":true,"measureText":"closure for 6 months","measureNowText":"nothing","actions":[],
            "next":{"act":"open_case","reference":"0363-004-T","role":"officer","inspection":"I-2026-0004"}},
            {"recommendation":3,"case":"C-2026-0003","caseStatus":"open","inspection":"I-2026-0003","day":"2026-11-02","changes":false,
            "measureText":"a person decides","measureNowText":"a person decides","actions":[],"next":null}]}
            """, etag: "\"v4\"")
    } _: { (_, program) async throws in
        #expect(
            try await program.run("action revoke A-2026-0001 --reason 'objection upheld' --confirm A-2026-0001")
                == Transcript(
                    """
                    Revoked A-2026-0001.
                    Case C-2026-0001 was closed and is open again.
                    3 later recommendations counted what is set aside:
                      C-2026-0002 (I-2026-0002): closure for 6 months; now it would be closure for 3
                        months. Actions: A-2026-0002 (issued).
                      C-2026-0004 (I-2026-0004): closure for 6 months; now it would be nothing.
                      C-2026-0003 (I-2026-0003): a person decides; now it would be the same.

                    """,
                    """
                    Next: registryctl case close C-2026-0001 --reason TEXT
                      or: to do it over, an officer runs registryctl recommendation recompute C-2026-0001 --inspection I-2026-0001
                     and: an officer runs registryctl recommendation recompute C-2026-0002 --inspection I-2026-0002
                     and: an officer runs registryctl case open 0363-004-T --reason TEXT, then registryctl recommendation recompute CASE --inspection I-2026-0004

                    """))
    }
}

@Test func `what rested on a violation is listed with what comes next for each`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"items":[
            {"recommendation":2,"case":"C-2026-0002","caseStatus":"open","outlet":"0363-002-X","inspection":"I-2026-0002",
            "day":"2026-11-01","changes":true,"measureText":"closure for 6 months","measureNowText":"closure for 3 months",
            "actions":[],"next":{"act":"recompute","reference":"C-2026-0002","role":"officer","inspection":"I-2026-0002"}},
            {"recommendation":3,"case":"C-2026-0003","caseStatus":"open","outlet":"0363-003-V","inspection":"I-2026-0003",
            "day":"2026-11-02","changes":false,"measureText":"nothing","measureNowText":"nothing","actions":[],"next":null}
            ],"next":null}
            """)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection consequences I-2026-0001 --columns case,outlet,inspection,changes")
                == Transcript(
                    """
                    case\toutlet\tinspection\tchanges
                    C-2026-0002\t0363-002-X\tI-2026-0002\ttrue
                    C-2026-0003\t0363-003-V\tI-2026-0003\tfalse

                    """,
                    """
                    Next: an officer runs registryctl recommendation recompute C-2026-0002 --inspection I-2026-0002
                     and: registryctl recommendation explain 3

                    """))
    }
}
