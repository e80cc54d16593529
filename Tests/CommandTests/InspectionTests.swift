import Testing

@Test func `an inspection is put under the id that the client made`() async throws {
    try await CannedServer.serving { asked in
        .json(
            """
            {"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","case":"C-2026-0290",
            "recommendation":{"id":5,"measure":"warning","personDecides":false,"text":[]},
            "violations":[{"id":1,"criterion":"A"},{"id":2,"criterion":"G"}],
            "next":{"act":"decide","reference":"C-2026-0290","role":"officer"}}
            """, status: asked.headers["x"] == nil ? 201 : 200)
    } _: { (server, program) async throws in
        #expect(
            try await program.run(
                "inspection log 0363-042-J --at '2026-11-20 21:40' --fail A,G --pass H --not-checked I --value G=6.2g "
                    + "--id 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b")
                == Transcript(
                    """
                    Saved inspection I-2026-1188 of 2026-11-20. Case C-2026-0290 is open.
                      violations    A, G (alleged)
                      recommended   warning

                    """, "Next: registryctl recommendation explain C-2026-0290\n"))
        let request = try #require(server.requests.first)
        #expect(request.line == "PUT /v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b")
        #expect(
            request.body == """
                {"deviceTime":"2024-11-27T19:52:17.69Z","findings":[{"criterion":"A","result":"fail"},\
                {"criterion":"G","result":"fail","unit":"g","value":6.2},{"criterion":"H","result":"pass"},\
                {"criterion":"I","result":"not_checked"}],"kind":"unannounced","outcome":"access",\
                "outlet":"0363-042-J","startedAt":"2026-11-20T20:40:00Z"}
                """)
    }
}

@Test func `every recommendation is told with its pack, where they differ, and a visit that was typed twice`()
    async throws
{
    try await CannedServer.serving { _ in
        .json(
            """
            {"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","case":"C-2026-0290",
            "recommendation":{"id":5,"pack":"nl/a","measure":null,"personDecides":true,"text":[]},
            "furtherRecommendations":[{"id":6,"pack":"nl/b","measure":"enforcement_order","personDecides":false,"text":[]}],
            "violations":[{"id":1,"criterion":"J"}],
            "differences":[{"criterion":"J","packs":[{"pack":"nl/a","outcome":"a person decides"},
            {"pack":"nl/b","outcome":"closure for 3 months"}]}],
            "warnings":[{"code":"same_visit","inspection":"I-2026-1187",
            "text":"I-2026-1187 by the same inspector began 5 minutes earlier at this outlet."}],
            "next":{"act":"decide","reference":"C-2026-0290","role":"officer"}}
            """, status: 201)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J --fail J")
                == Transcript(
                    """
                    Saved inspection I-2026-1188 of 2026-11-20. Case C-2026-0290 is open.
                      violations    J (alleged)
                      recommended   a person decides (nl/a)
                      recommended   enforcement order (nl/b)
                    The packs judge J differently: a person decides (nl/a), closure for 3 months (nl/b). A person decides on each.

                    """,
                    """
                    Warning: I-2026-1187 by the same inspector began 5 minutes earlier at this outlet. If it is the same visit, somebody who was not there runs registryctl inspection void I-2026-1188 --duplicate-of I-2026-1187 --reason TEXT
                    Next: registryctl recommendation explain C-2026-0290

                    """))
    }
}

@Test func `an inspection in which nothing was checked is told, and no measure is called that`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","case":null,
            "recommendation":{"id":5,"pack":"nl/a","measure":"none","personDecides":false,"text":[]},
            "furtherRecommendations":[],"violations":[],"differences":[],
            "warnings":[{"code":"nothing_checked","inspection":"I-2026-1188","text":"No criterion was checked."}],
            "next":null}
            """, status: 201)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J")
                == Transcript(
                    """
                    Saved inspection I-2026-1188 of 2026-11-20.
                      recommended   no measure (nl/a)

                    """,
                    """
                    Warning: No criterion was checked.
                    Next: registryctl outlet show 0363-042-J

                    """))
    }
}

@Test func `a correction says what it has done and what comes next`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"reference":"I-2026-1188","consequences":[],"effects":{"alleged":[],"setAside":["J"],"recommended":[
            {"id":7,"pack":"nl/b","measure":"warning","personDecides":false,"replaces":6}],"moot":[{"id":5,"pack":"nl/a"}],
            "case":"C-2026-0290","opened":true,"caseStands":false,"toWithdraw":["A-2026-0317"]},
            "next":{"act":"close","reference":"C-2026-0290","role":"officer","notBy":["Ada Min","Otto Ficer"]}}
            """, status: 201)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection correct I-2026-1188 J pass --reason misread")
                == Transcript(
                    """
                    Corrected J of I-2026-1188: pass holds now.
                      set aside     the alleged violation of J
                      recommended   warning (nl/b), in place of recommendation 6
                      moot          recommendation 5 (nl/a)
                      rested on it  A-2026-0317, which can't be issued any more: an officer withdraws it
                      case          C-2026-0290 is opened
                    No failed finding stands in C-2026-0290.

                    """,
                    "Next: somebody other than Ada Min and Otto Ficer runs registryctl case close C-2026-0290 --reason TEXT\n"
                ))
    }
}

@Test func `the same inspection again changes nothing and says so`() async throws {
    try await CannedServer.serving { _ in
        .json(#"{"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","violations":[]}"#)
    } _: { (_, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J --pass A --id 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b")
                == Transcript(
                    "Already saved as I-2026-1188; nothing changed.\n", "Next: registryctl outlet show 0363-042-J\n"))
    }
}

@Test func `times that the clock skipped or had twice are refused`() async throws {
    try await CannedServer.serving { _ in
        .json("{}")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J --pass A --at '2026-03-29 02:30'").talk
                == """
                error: --at "2026-03-29 02:30" does not exist: the clock was put forward then.
                  try: registryctl inspection log --help

                """)
        #expect(
            try await program.run("inspection log 0363-042-J --pass A --at '2026-10-25 02:30'").talk == """
                error: --at "2026-10-25 02:30" was there twice: the clock was put back then.
                       Say which one: 2026-10-25T00:30:00Z or 2026-10-25T01:30:00Z.
                  try: registryctl inspection log 0363-042-J --pass A --at 2026-10-25T00:30:00Z
                   or: registryctl inspection log 0363-042-J --pass A --at 2026-10-25T01:30:00Z

                """)
        #expect(
            try await program.run("inspection log 0363-042-J --pass A --at yesterday")
                == Transcript(
                    "",
                    """
                    error: --at "yesterday" is not a time.
                           Write it like "2026-11-20 21:40" (local) or 2026-11-20T21:40:00+01:00.
                      try: registryctl inspection log --help

                    """, exit: 8))
        #expect(server.requests.isEmpty)
    }
}

@Test func `a value without a result is refused before any request`() async throws {
    try await CannedServer.serving { _ in
        .json("{}")
    } _: { (server, program) async throws in
        #expect(
            try await program.run("inspection log 0363-042-J --pass A --value G=6.2g")
                == Transcript(
                    "",
                    """
                    error: --value G=6.2g: no result is given for G.
                           Add what was found: --fail G, --pass G or --not-checked G.
                      try: registryctl inspection log --help

                    """, exit: 8))
        #expect(server.requests.isEmpty)
    }
}

@Test func `a time alone for the end is of the day of the start`() async throws {
    try await CannedServer.serving { _ in
        .json(#"{"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","violations":[]}"#)
    } _: { (server, program) async throws in
        let log = "inspection log 0363-042-J --at '2026-11-20 21:40' --pass A --until"
        #expect(try await program.run("\(log) 22:05").exit == 0)
        #expect(server.requests.last?.body.contains(#""endedAt":"2026-11-20T21:05:00Z""#) == true)
        #expect(
            try await program.run("\(log) 00:30")
                == Transcript(
                    "",
                    """
                    error: --until 00:30 would be on 2026-11-20, before the start at 21:40.
                           A time alone is of the day on which it began.
                      try: registryctl inspection log 0363-042-J --at '2026-11-20 21:40' --pass A \
                    --until '2026-11-21 00:30'

                    """, exit: 8))
        let early = try await program.run("\(log) 21:00")
        #expect(early.talk.contains("--until 21:00 would be on 2026-11-20, before the start at 21:40."))
        #expect(!early.talk.contains("2026-11-21"), "a visit of 23 hours is a slip")
        #expect(server.requests.count == 1)
    }
}

@Test func `conduct goes with its criterion, each name that was given`() async throws {
    try await CannedServer.serving { _ in
        .json(#"{"id":"x","reference":"I-2026-1188","outlet":"0363-042-J","day":"2026-11-20","violations":[]}"#)
    } _: { (server, program) async throws in
        let log = "inspection log 0363-042-J --fail J,A --conduct J=knowingly --conduct J=twice"
        #expect(try await program.run(log).exit == 0)
        #expect(
            server.requests.last?.body.contains(
                #"{"conduct":["knowingly","twice"],"criterion":"J","result":"fail"},{"criterion":"A","result":"fail"}"#)
                == true)
        #expect(
            try await program.run("inspection log 0363-042-J --fail A --conduct J=knowingly")
                == Transcript(
                    "",
                    """
                    error: --conduct J=knowingly: no result is given for J.
                           Add what was found: --fail J, --pass J or --not-checked J.
                      try: registryctl inspection log --help

                    """, exit: 8))
        let correct = "inspection correct I-2026-1188 J fail --conduct knowingly --reason 'the seller said so'"
        _ = try await program.run(correct)
        #expect(server.requests.last?.body.contains(#""conduct":["knowingly"]"#) == true)
    }
}

@Test func `a fraction behind a comma is answered with a dot`() async throws {
    try await CannedServer.serving({ _ in .json("{}") }) { server, program in
        #expect(
            try await program.run("inspection log 0363-042-J --fail G --value G=6,2g")
                == Transcript(
                    "",
                    """
                    error: "6,2g" is not a measured value.
                           A fraction stands behind a dot: 6.2g.
                      try: registryctl inspection log 0363-042-J --fail G --value G=6.2g

                    """, exit: 8))
        let corrected = try await program.run(
            "inspection correct I-2026-1188 G fail --value=6,2g --reason 'weighed again'")
        #expect(
            corrected.talk.hasSuffix(
                "  try: registryctl inspection correct I-2026-1188 G fail --value=6.2g --reason 'weighed again'\n"),
            "\(corrected)")
        #expect(server.requests.isEmpty)
    }
}
