import Foundation
import NIOConcurrencyHelpers
import Records
import Testing

@testable import registryctl

@Test func `an officer signs in with the identity provider by a code, and the next day in the same way`() async throws {
    let provider = try await LoopbackProvider(answers: ["authorization_pending", "authorization_pending"])
    try await RealServer.run(provider: try provider.provider) { server in
        let program = try await server.program("p.devries", "Piet de Vries", [.officer])
        try program.write("{}", to: "config.json")
        let login = "login --server \(server.url) --provider"
        #expect(try await program.run(login).talk.contains("no account is bound to its subject"))
        try await server.bind("f3a1", of: provider.server.url, to: "p.devries")
        let told = "Open \(provider.server.url)/activate in a browser and type WDJB-MJHT.\n"
        let host = server.url.dropFirst("http://".count)
        #expect(
            try await program.run(login)
                == Transcript(
                    "Signed in to \(host) as p.devries (Amsterdam: officer).\n", told + "Next: registryctl today\n"))
        #expect(try await program.run("whoami --json=login,tokenKind").output.contains(#""tokenKind": "session""#))
        #expect(try await program.run("login").talk == told + "Next: registryctl today\n")
        #expect(!(try program.read("config.json").contains("eyJ")))
        try program.remove()
    }
    #expect(provider.server.requests.map(\.line).filter { $0 == "POST /token" }.count == 5)
    try await provider.server.close()
}

@Test func `what the identity provider says no to is told, and nobody is signed in`() async throws {
    for (error, why) in [
        ("access_denied", "The sign-in was declined there."), ("expired_token", "The code was not typed in time."),
        ("invalid_client", "It said: invalid_client."),
    ] {
        let provider = try await LoopbackProvider(answers: [error])
        let ways =
            #"{"jurisdictions":[{"code":"0363","name":"Amsterdam"}],"ways":["idToken"],"provider":{"issuer":"\#(provider.server.url)","#
            + #""clientId":"registry","deviceAuthorizationEndpoint":"\#(provider.server.url)/device","#
            + #""tokenEndpoint":"\#(provider.server.url)/token"}}"#
        let server = try await CannedServer { _ in .json(ways) }
        let program = try Program()
        #expect(
            try await program.run("login --server \(server.url) --provider")
                == Transcript(
                    "",
                    """
                    Open \(provider.server.url)/activate in a browser and type WDJB-MJHT.
                    error: the identity provider \(provider.server.url) signed nobody in.
                           \(why)
                      try: registryctl login

                    """, exit: 4))
        #expect(!FileManager.default.fileExists(atPath: program.path("config.json")))
        try program.remove()
        try await server.close()
        try await provider.server.close()
    }
}

@Test func `a code that was typed isn't lost when an answer is, and it is asked for more slowly from then on`()
    async throws
{
    let provider = try await LoopbackProvider(
        answers: ["authorization_pending", "nothing", "a page", "slow_down"], interval: 0.05)
    let pauses = NIOLockedValueBox<[Double]>([])
    let device = DeviceSignIn(provider: provider.forDevices, say: { _ in }) { pause in
        pauses.withLockedValue { $0.append(pause) }
    }
    #expect(try await device.idToken().hasPrefix("eyJ"))
    #expect(pauses.withLockedValue { $0 } == [1, 1, 6, 11, 16])
    try await provider.server.close()
}

@Test func `a pause that a provider states has bounds`() async throws {
    for (stated, kept) in [(0, 1), (-3, 1), (7, 7), (86_400, 60)] as [(Double, Double)] {
        let provider = try await LoopbackProvider(answers: ["slow_down"], interval: stated)
        let pauses = NIOLockedValueBox<[Double]>([])
        let device = DeviceSignIn(provider: provider.forDevices, say: { _ in }) { pause in
            pauses.withLockedValue { $0.append(pause) }
        }
        _ = try await device.idToken()
        #expect(pauses.withLockedValue { $0 } == [kept, min(60, kept + 5)])
        try await provider.server.close()
    }
}

@Test func `a provider that answers nothing until the code ends is told as that`() async throws {
    let provider = try await LoopbackProvider(answers: Array(repeating: "nothing", count: 10_000), expires: 3)
    let device = DeviceSignIn(provider: provider.forDevices, say: { _ in }) { _ in
        try await Task.sleep(for: .milliseconds(50))
    }
    let failure = await #expect(throws: Failure.self) { try await device.idToken() }
    #expect(failure?.code == "provider_not_reached")
    #expect(provider.server.requests.filter { $0.line == "POST /token" }.count > 1)
    try await provider.server.close()
}

extension LoopbackProvider {
    /// As a registry tells it to who signs in.
    fileprivate var forDevices: JSONValue {
        [
            "issuer": .string(server.url), "clientId": "registry",
            "deviceAuthorizationEndpoint": .string(server.url + "/device"),
            "tokenEndpoint": .string(server.url + "/token"),
        ]
    }
}

@Test func `a server without an identity provider is told as that`() async throws {
    let server = try await CannedServer { _ in
        .json(#"{"jurisdictions":[],"ways":["credential","token"],"provider":null}"#)
    }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url) --provider")
            == Transcript(
                "",
                """
                error: \(server.host) has no identity provider.
                  try: registryctl login --server \(server.url) --login LOGIN

                """, exit: 9))
    #expect(
        try await program.run("login --provider --login x").talk.hasPrefix(
            "error: --provider goes alone: the identity provider says who you are."))
    try program.remove()
    try await server.close()
}
