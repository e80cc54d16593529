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
                "0363-042", environment, patience: .seconds(60))
            #expect(found == ["0363-042-J"])
        }
        #expect(server.requests.map(\.line) == ["GET /v1/outlets?limit=500"])
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
            _ = await ReferenceCompletion.outlet.references("0363", environment, patience: .seconds(60))
        }
        #expect(server.requests.count == 2)
    }
}
