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
            {"reference":"A-2026-0001","case":"C-2026-0001","status":"revoked","version":4,"consequences":[
            {"recommendation":2,"case":"C-2026-0002","inspection":"I-2026-0002","day":"2026-11-01","changes":true,
            "measureText":"closure for 6 months","measureNowText":"closure for 3 months",
            "actions":[{"reference":"A-2026-0002","kind":"closure","status":"issued"}]},
            {"recommendation":3,"case":"C-2026-0003","inspection":"I-2026-0003","day":"2026-11-02","changes":false,
            "measureText":"a person decides","measureNowText":"a person decides","actions":[]}]}
            """, etag: "\"v4\"")
    } _: { (_, program) async throws in
        #expect(
            try await program.run("action revoke A-2026-0001 --reason upheld --confirm A-2026-0001").output
                == """
                Revoked A-2026-0001.
                2 later recommendations counted what is set aside:
                  C-2026-0002 (I-2026-0002): closure for 6 months; now it would be closure for 3
                    months. Actions: A-2026-0002 (issued).
                  C-2026-0003 (I-2026-0003): a person decides; now it would be the same.

                """)
    }
}
