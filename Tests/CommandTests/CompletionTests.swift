import Records
import Testing

@testable import registryctl

@Test func `references are completed from the registry and then from a cache`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([Samples.linde, Samples.damkring])
    } _: { (server, program) async throws in
        let environment = registryctl.Environment([
            "REGISTRYCTL_CONFIG": program.path("config.json"), "XDG_CACHE_HOME": program.path("cache"),
        ])
        for _ in 1...2 {
            let found = await ReferenceCompletion.outlet.references(
                "0363-042", environment, patience: .seconds(600))
            #expect(found == ["0363-042-J"])
        }
        #expect(server.requests.map(\.line) == ["GET /v1/outlets?limit=500"])
    }
}

@Test func `the decisions that wait for an action are completed from the case that is named before`() async throws {
    try await CannedServer.serving { _ in
        .json(
            """
            {"reference":"C-2026-0290","recommendations":[{"id":1,"standing":"replaced"},{"id":2,"standing":"decided"},
            {"id":3,"standing":"decided"},{"id":4,"standing":"decided"},{"id":5,"standing":"decided"},
            {"id":6,"standing":"decided"}],
            "decisions":[{"id":11,"recommendation":1,"measure":"warning"},{"id":12,"recommendation":2,"measure":"warning"},
            {"id":13,"recommendation":3,"measure":"none"},{"id":14,"recommendation":4,"measure":"fine"},
            {"id":15,"recommendation":6,"measure":"fine","measures":["fine","suspension"]},
            {"id":21,"recommendation":5,"measure":"closure"}],
            "actions":[{"reference":"A-2026-0001","decision":14,"kind":"fine","status":"issued"},
            {"reference":"A-2026-0003","decision":15,"kind":"fine","status":"issued"},
            {"reference":"A-2026-0002","decision":12,"kind":"warning","status":"withdrawn"}]}
            """)
    } _: { (server, program) async throws in
        let environment = registryctl.Environment([
            "REGISTRYCTL_CONFIG": program.path("config.json"), "XDG_CACHE_HOME": program.path("cache"),
        ])
        func complete(_ words: [String], _ prefix: String) async -> [String] {
            await OpenDecisionCompletion.numbers(words, prefix, environment, patience: .seconds(600))
        }
        let words = ["registryctl", "action", "draft", "c-2026-0290", "--decision", ""]
        #expect(await complete(words, "") == ["12", "15", "21"])
        #expect(await complete(words, "2") == ["21"])
        #expect(await complete(["registryctl", "action", "draft", "--decision"], "") == [])
        #expect(server.requests.map(\.line) == ["GET /v1/cases/C-2026-0290", "GET /v1/cases/C-2026-0290"])
        func kinds(_ words: [String], _ prefix: String) async -> [String] {
            await OpenDecisionCompletion.kinds(words, prefix, environment, patience: .seconds(600))
        }
        #expect(await kinds(words, "") == ["warning", "suspension", "closure"])
        #expect(await kinds(words, "s") == ["suspension"])
        #expect(
            await kinds(["registryctl", "action", "draft", "C-2026-0290", "--decision", "21", "--kind"], "") == [
                "closure"
            ])
    }
}

@Test func `completion says nothing when the server can't be reached`() async throws {
    let program = try Program.speaking(to: "http://127.0.0.1:9")
    let silent = try await program.run("---completion outlet show -- positional@0 0 4 0363")
    #expect(silent.talk == "")
    #expect(silent.exit == 0)
    try program.remove()
}

@Test func `what one account may see is not completed for another`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([Samples.linde])
    } _: { (server, program) async throws in
        for login in ["p.devries", "r.smit"] {
            try program.write(
                """
                {"current":"t","contexts":{"t":{"server":"\(server.url)","token":"reg_t","login":"\(login)"}}}
                """, to: "config.json")
            let environment = registryctl.Environment([
                "REGISTRYCTL_CONFIG": program.path("config.json"), "XDG_CACHE_HOME": program.path("cache"),
            ])
            _ = await ReferenceCompletion.outlet.references("0363", environment, patience: .seconds(600))
        }
        #expect(server.requests.count == 2)
    }
}
