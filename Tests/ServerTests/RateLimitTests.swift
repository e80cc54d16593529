import Foundation
import Logging
import Postgres
import Records
import Registry
import Testing

@testable import Server

/// How often somebody may try to sign in.
@Suite struct RateLimitTests {
    private let limit = RateLimit(action: "sign_in", subject: .address, count: 10, seconds: 100, burst: 3)

    @Test func `three at once, then one every ten seconds, and what was refused doesn't count`() throws {
        let buckets = RateBuckets()
        func take(_ now: Double, _ subject: String = "a") -> Double? { buckets.take([(limit, subject)], now: now) }
        #expect([take(0), take(0), take(0)] == [nil, nil, nil])
        for _ in 1...100 { #expect(take(0) == 10) }
        #expect(take(0, "b") == nil)
        #expect(take(9) == 1)
        #expect(take(10) == nil)
        #expect(take(10) == 10)
        #expect(take(1000) == nil && take(1000) == nil && take(1000) == nil && take(1000) == 10)
    }

    @Test func `an attempt that one limit refuses is not taken from the other`() {
        let buckets = RateBuckets()
        let narrow = RateLimit(action: "sign_in", subject: .loginAndAddress, count: 1, seconds: 100, burst: 1)
        #expect(buckets.take([(limit, "a"), (narrow, "x")], now: 0) == nil)
        for _ in 1...10 { #expect(buckets.take([(limit, "a"), (narrow, "x")], now: 0) == 100) }
        #expect(buckets.take([(limit, "a"), (narrow, "y")], now: 0) == nil)
        #expect(buckets.take([(limit, "a"), (narrow, "z")], now: 0) == nil)
        #expect(buckets.take([(limit, "a"), (narrow, "w")], now: 0) == 10)
    }

    @Test func `addresses that one party holds together are one class`() {
        #expect(AddressClass.of("203.0.113.7") == AddressClass.of("203.0.113.250"))
        #expect(AddressClass.of("203.0.113.7") != AddressClass.of("203.0.114.7"))
        #expect(AddressClass.of("::ffff:203.0.113.9") == AddressClass.of("203.0.113.7"))
        #expect(AddressClass.of("2001:db8:1:2::3") == AddressClass.of("2001:db8:1:ffff::1"))
        #expect(AddressClass.of("2001:db8:1::1") != AddressClass.of("2001:db8:2::1"))
        for (written, meant) in [
            ("203.0.113.1:4711", "203.0.113.1"), ("[2001:db8::1]:443", "2001:db8::1"), ("[2001:db8::1]", "2001:db8::1"),
            ("[::ffff:203.0.113.1]:1", "203.0.113.1"),
        ] {
            #expect(
                AddressClass.of(written) == AddressClass.of(meant) && AddressClass.of(written) != "other", "\(written)")
        }
        for none in [
            "203.0.113.1:", "203.0.113.1:port", "203.0.113.1:1:2", "[2001:db8::1", "[2001:db8::1]443", "[]:1", ":443",
            "203.0.113.1:123456",
        ] {
            #expect(AddressClass.of(none) == "other", "\(none)")
        }
        #expect(AddressClass.of("nowhere") == "other" && AddressClass.of("") == "other")
    }

    @Test func `guesses at a login come to an end, and its holder signs in from elsewhere and works on`() async throws {
        try await RunningServer.run(.quick) { server in
            let (credential, _) = try await server.credential(of: .officer)
            let opened = try await server.signIn("officer", credential, from: "198.51.100.7")
            let session = Client(port: server.port, token: try opened.json["token"]?.text)
            let (statuses, last) = try await server.guess(40, from: "203.0.113.")
            #expect(statuses.prefix(5) == [401, 401, 401, 401, 401])
            #expect(statuses.dropFirst(5).allSatisfy { $0 == 429 })
            let seconds = try #require(last.header("Retry-After").flatMap(Int.init))
            #expect((1...60).contains(seconds))
            #expect(
                try last.problem
                    == "429 too_many_sign_ins: Nobody was signed in: too many tried from there lately. | "
                    + "Sign in again in \(seconds) seconds. Who is signed in already works on.")
            // The right credential gets no further from there, and is no sooner told apart.
            #expect(try await server.signIn("officer", credential, from: "203.0.113.99").status == 429)
            #expect(try await server.signIn("officer", credential, from: "198.51.100.7").status == 201)
            #expect(try await session.get("/v1/me").status == 200)
            #expect(try await server.client(.officer).get("/v1/me").status == 200)
        }
    }

    @Test func `a proxy that writes ports doesn't make everybody one`() async throws {
        try await RunningServer.run(.quick) { server in
            let (credential, _) = try await server.credential(of: .officer)
            let (statuses, _) = try await server.guess(10, from: "203.0.113.", port: ":4711")
            #expect(statuses.suffix(5) == [429, 429, 429, 429, 429])
            #expect(try await server.signIn("officer", credential, from: "198.51.100.7:4711").status == 201)
            #expect(try await server.signIn("officer", credential, from: "[2001:db8::1]:443").status == 201)
        }
    }

    @Test func `guesses at many logins come to an end too, and a limit that is changed holds from then on`()
        async throws
    {
        var limits = ServerLimits.quick
        limits.rateLimitSeconds = 0
        try await RunningServer.run(limits) { server in
            func tries(_ count: Int, from address: String) async throws -> [Int] {
                var statuses: [Int] = []
                for number in 0..<count {
                    statuses.append(try await server.signIn("login\(number)", "x", from: address).status)
                }
                return statuses
            }
            func change(_ statement: String) async throws {
                _ = try await server.database.admin.query(.file(statement)) { $0.count }
            }
            // No try is given back while the test runs, however slow the machine is.
            try await change("UPDATE ops.rate_limit SET seconds = 86400 WHERE subject = 'address'")
            #expect(try await tries(62, from: "203.0.113.1").suffix(2) == [429, 429])
            try await change(
                "UPDATE ops.rate_limit SET burst = 2, count = 1, seconds = 86400 WHERE subject = 'address'")
            #expect(try await tries(4, from: "203.0.114.1") == [401, 401, 429, 429])
            // Without the limits nothing keeps anybody from guessing on: what the tests above look for is theirs.
            try await change("DELETE FROM ops.rate_limit")
            #expect(try await server.guess(20, from: "203.0.115.").0.allSatisfy { $0 == 401 })
        }
    }

    @Test func `of many guesses at a token or a credential the real one alone is right`() async throws {
        let count = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 200_000 : 2000
        try await RunningServer.run(.quick) { server in
            let guesses = try await Guessing(server)
            #expect(try await guesses.tokens(count / 2) == 1, "seed \(guesses.seed)")
            #expect(try await guesses.credentials(count / 2) == 1, "seed \(guesses.seed)")
        }
    }

    @Test func `where one byte is compared, guesses are right`() async throws {
        try await RunningServer.run(.quick) { server in
            let guesses = try await Guessing(server)
            let byte = try await guesses.credentials(2000) { hash, text in
                try CredentialHash(of: text, salt: hash.salt, hash.cost).hash.first == hash.hash.first
            }
            #expect(byte > 1, "seed \(guesses.seed)")
            _ = try await server.database.admin.write { db in
                let whole: String = try db.one("SELECT pg_get_functiondef('ops.authenticate(bytea)'::regprocedure)")
                let careless = whole.replacing(
                    "t.hash = token_hash", with: "get_byte(t.hash, 0) = get_byte(token_hash, 0)")
                #expect(careless != whole)
                try db.execute(.file(careless))
            }
            #expect(try await guesses.tokens(2000) > 1, "seed \(guesses.seed)")
        }
    }

    @Test func `of some hundred guesses over HTTP that no limit stops the real one alone signs in`() async throws {
        try await RunningServer.run(.quick) { server in
            _ = try await server.database.admin.query("DELETE FROM ops.rate_limit") { $0.count }
            let guesses = try await Guessing(server)
            var statuses: [Int: Int] = [:]
            for number in 0..<300 {
                let text = number == guesses.place(of: 300) ? guesses.credential : guesses.wrongCredential(number)
                let address = "10.\(number / 250).\(number % 250).1"
                statuses[try await server.signIn("officer", text, from: address).status, default: 0] += 1
            }
            #expect(statuses == [201: 1, 401: 299], "seed \(guesses.seed)")
        }
    }
}

/// Guesses at the token and the credential of an officer, with the real one somewhere among them.
private struct Guessing: Sendable {
    let server: RunningServer
    let seed: UInt64
    let credential: String

    init(_ server: RunningServer) async throws {
        self.server = server
        var random = SystemRandomNumberGenerator()
        seed = UInt64.random(in: 0...999, using: &random)
        credential = try await server.credential(of: .officer).text
    }

    /// Where the real one stands.
    func place(of count: Int) -> Int { Int(seed) * 7919 % count }

    func wrongCredential(_ number: Int) -> String {
        var chance = Guesses(seed: seed &+ UInt64(number + 1) &* 1000)
        return CredentialText(random: chance.bytes(26)).text
    }

    /// How many of them are taken as somebody's token.
    func tokens(_ count: Int) async throws -> Int {
        var chance = Guesses(seed: seed)
        let real = try TokenText(reading: try #require(server.authority.tokens[.officer]))
        var right = 0
        for number in 0..<count {
            let token = number == place(of: count) ? real : TokenText(random: chance.bytes(32))
            if try await server.registry.authenticate(tokenHash: token.hash) != nil { right += 1 }
        }
        return right
    }

    /// How many of them are taken as the officer's credential.
    func credentials(
        _ count: Int, work: @escaping @Sendable (CredentialHash, String) throws -> Bool = { try $0.isOf($1) }
    ) async throws -> Int {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let desk = CredentialDesk(server.registry, .quick, quiet, work: work)
        var right = 0
        for number in 0..<count {
            let text = number == place(of: count) ? credential : wrongCredential(number)
            if try await desk.checked(text, "officer", in: "0363") != nil { right += 1 }
        }
        return right
    }
}

/// Seeded bytes (xorshift).
private struct Guesses {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }
}

extension RunningServer {
    /// Guesses at the officer's credential, each from another address of one class.
    fileprivate func guess(_ count: Int, from network: String, port: String = "") async throws -> ([Int], Reply) {
        var replies: [Reply] = []
        for number in 0..<count {
            let wrong = CredentialText(random: (0..<26).map { UInt8(($0 * 7 + number) % 256) }).text
            replies.append(try await signIn("officer", wrong, from: "\(network)\(number + 1)\(port)"))
        }
        return (replies.map(\.status), replies[replies.count - 1])
    }

    /// As if the reverse proxy named that address.
    fileprivate func signIn(_ login: String, _ credential: String, from address: String) async throws -> Reply {
        let body: JSONValue = [
            "jurisdiction": "0363", "login": .string(login), "credential": .string(credential),
        ]
        return try await client(nil).send(
            "POST", "/v1/sessions", body.bytes(), ["X-Forwarded-For": "10.0.0.1, \(address)"])
    }
}
