import Foundation
import Logging
import OpenIDForge
import Records
import Testing
import TestSupport

@testable import Server
@testable import registryd

/// What a token endpoint may do to the registry.
@Suite struct TokenCourierTests {
    private func outcome(
        _ courier: TokenCourier = TokenCourier(),
        _ answer: @escaping @Sendable (CannedServer.Asked) -> CannedServer.Answer
    ) async throws -> (reply: Reply, checks: [String]) {
        let entries = KeptEntries()
        let reply = try await RunningServer.withBrowsers(
            .init(answer: answer), courier: courier, logger: Logger(label: "http") { _ in entries }
        ) { server, _ in try await TestBrowser(server).signIn() }
        return (reply, entries.lines.compactMap { $0["check"] })
    }

    @Test func `an endpoint that answers nothing good signs nobody in`() async throws {
        let answers: [(String, CannedServer.Answer)] = [
            ("exchange: the token endpoint answers no JSON", .json("<html>")),
            ("exchange: the token endpoint answers no JSON", .json(#"{"id_token":"a","id_token":"b"}"#)),
            ("exchange: the token endpoint gives no id token", .json("{}")),
            ("exchange: the token endpoint gives no id token", .json(#"{"id_token":["a.b.c"]}"#)),
            ("exchange: the token endpoint answers 500", .json(#"{"id_token":"a.b.c"}"#, status: 500)),
            ("exchange: the token endpoint answers 201", .json(#"{"id_token":"a.b.c"}"#, status: 201)),
            ("id token: form", .json(#"{"id_token":"a.b.c"}"#)),
        ]
        for (why, answer) in answers {
            let (reply, checks) = try await outcome { _ in answer }
            #expect(try reply.problem == BrowserAttackTests.refused && checks == [why])
        }
        let (reply, checks) = try await outcome { _ in .hangUp }
        #expect(try reply.problem == BrowserAttackTests.refused)
        #expect(checks.count == 1 && checks[0].hasPrefix("exchange: the token endpoint can't be reached"))
    }

    @Test func `an endpoint that is silent, or never ends, is not waited for`() async throws {
        let courier = TokenCourier(patience: .milliseconds(400), mostBytes: 2 << 20)
        for answer in [CannedServer.Answer.silence, .begun(#"{"id_token":"#)] {
            let (reply, checks) = try await outcome(courier) { _ in answer }
            #expect(try reply.problem == BrowserAttackTests.refused)
            #expect(checks == ["exchange: the token endpoint takes longer than 0.4 seconds"])
        }
    }

    @Test func `an endpoint that answers without end is not listened to, and one that may comes through`() async throws
    {
        let long = #"{"x":"\#(String(repeating: "x", count: 70_000))"}"#
        let (reply, checks) = try await outcome { _ in .json(long) }
        #expect(try reply.problem == BrowserAttackTests.refused)
        #expect(checks == ["exchange: the token endpoint answers more than 65536 bytes"])
        let patient = try await outcome(TokenCourier(mostBytes: 1 << 20)) { _ in .json(long) }
        #expect(patient.checks == ["exchange: the token endpoint gives no id token"])
    }

    @Test func `a code goes nowhere else, whatever the endpoint says, and would with redirects`() async throws {
        let thief = try await CannedServer { _ in .json("{}") }
        let elsewhere = thief.url + "/steal"
        let sent: @Sendable (CannedServer.Asked) -> CannedServer.Answer = { _ in
            CannedServer.Answer(status: 307, headers: [("Location", elsewhere)], body: "")
        }
        let kept = try await outcome(TokenCourier(), sent)
        #expect(try kept.reply.problem == BrowserAttackTests.refused)
        #expect(kept.checks == ["exchange: the token endpoint answers 307"] && thief.requests.isEmpty)
        _ = try await outcome(TokenCourier(followsRedirects: true), sent)
        #expect(thief.requests.first?.body.contains("code_verifier=") == true)
        try await thief.close()
    }

    @Test func `the file of a provider names a secret that only the service may read`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "provider-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { _ = try? FileManager.default.removeItem(at: folder) }
        func write(_ text: String, _ name: String, _ mode: Int) throws {
            let path = folder.appending(path: name).path
            try Data(text.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        func told() -> String {
            do {
                let provider = try ProviderFile.read(folder.appending(path: "provider.json").path)
                return provider.browser?.clientSecret?.unsealed ?? "none"
            } catch {
                return "\(error)".replacing(folder.path, with: "…")
            }
        }
        let forge = try Forge()
        guard case .object(var settings) = Forge.settings else { return }
        try write(String(decoding: forge.jwks.bytes(), as: UTF8.self), "keys.json", 0o644)
        settings["clientSecretFile"] = "client.secret"
        try write(Forge.json(settings), "provider.json", 0o644)
        try write("s3cret\n", "client.secret", 0o600)
        #expect(told().contains("a code for a device is asked for without"))
        settings["authorizationEndpoint"] = "https://id.example.nl/authorize"
        settings["redirectUri"] = "https://registry.example/v1/sign-in/callback"
        try write(Forge.json(settings), "provider.json", 0o644)
        #expect(told() == "s3cret")
        try write("s3cret\n", "client.secret", 0o644)
        #expect(
            told().contains(
                "Others than its owner may read the client secret …/client.secret. Type: chmod 600 …/client.secret"))
        try write(" \n", "client.secret", 0o600)
        #expect(told().contains("…/client.secret holds no client secret: one word without blanks is needed."))
    }
}
