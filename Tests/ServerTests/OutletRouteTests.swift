import Records
import Testing

@Suite struct OutletRouteTests {
    @Test func `an outlet is registered, read, amended and listed`() async throws {
        try await RunningServer.run { server in
            let client = server.client()
            let made = try await client.post("/v1/outlets", Samples.outlet())
            #expect(made.status == 201)
            let reference = try #require(try made.json["reference"]?.text)
            #expect(made.header("Location") == "/v1/outlets/\(reference)")
            #expect(made.header("ETag") == "\"v1\"")

            let read = try await client.get("/v1/outlets/\(reference.lowercased())")
            #expect(read.status == 200 && read.header("ETag") == "\"v1\"")
            #expect(try read.json["street"] == "Sint Antoniësbreestraat")

            let amended = try await client.patch(
                "/v1/outlets/\(reference)", ["name": "De Steiger", "reason": "new name"], ifMatch: "\"v1\"")
            #expect(amended.status == 200 && amended.header("ETag") == "\"v2\"")
            #expect(try amended.json["name"] == "De Steiger")

            let list = try await client.get("/v1/outlets?q=steiger&status=active")
            #expect(try list.json["items"]?[0]?["reference"]?.text == reference)
            #expect(try list.json["next"] == .null && list.header("Link") == nil)
        }
    }

    @Test func `a list is walked page by page along its links`() async throws {
        try await RunningServer.run { server in
            for number in 1...5 { _ = try await server.registerOutlet(number) }
            var target: String? = "/v1/outlets?limit=2&status=active"
            var sizes: [Int] = []
            var references: Set<String> = []
            while let page = target {
                let reply = try await server.client().get(page)
                let items = try #require(try reply.json["items"]?.items)
                sizes.append(items.count)
                references.formUnion(items.compactMap { $0["reference"]?.text })
                let link = reply.header("Link")
                #expect(link.map { $0.hasPrefix("</v1/outlets?limit=2&status=active&cursor=") } ?? true)
                target = link.map { String($0.dropFirst().prefix { $0 != ">" }) }
                let next = try reply.json["next"]
                #expect((link == nil) == (next == .null))
            }
            #expect(sizes == [2, 2, 1] && references.count == 5)
        }
    }

    @Test func `every answer carries the common header fields`() async throws {
        try await RunningServer.run { server in
            for reply in [
                try await server.client().get("/v1/outlets"), try await server.client(nil).get("/health/live"),
                try await server.client(nil).get("/nowhere"),
            ] {
                #expect(reply.header("API-Version") == "1.0.0")
                #expect(reply.header("Cache-Control") == "no-store")
                #expect(reply.header("X-Content-Type-Options") == "nosniff")
                #expect(reply.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'")
                #expect((reply.header("X-Request-Id") ?? "").count >= 16)
            }
        }
    }

    @Test func `a stale version is refused with who changed it, and a missing one with what to send`() async throws {
        try await RunningServer.run { server in
            let (reference, _) = try await server.registerOutlet()
            let target = "/v1/outlets/\(reference)"
            let change: JSONValue = ["name": "B", "reason": "r"]
            #expect(try await server.client().patch(target, change, ifMatch: "\"v1\"").status == 200)
            let stale = try await server.client().patch(target, change, ifMatch: "\"v1\"")
            #expect(
                try stale.problem
                    == "412 changed_meanwhile: The outlet \(reference) was changed by Person officer just now (amend)."
                    + " | You have version 1; it has version 2 now. | Read it again and decide on what it says now.")
            let missing = try await server.client().patch(target, change, ifMatch: nil)
            #expect(
                try missing.problem == "428 version_needed: The change does not say which version it is based on."
                    + " | Read the record and send its ETag back as If-Match.")
            for text in ["*", "W/\"v2\"", "v2", "\"v02\"", "\"v1\", \"v2\""] {
                let unfit = try await server.client().patch(target, change, ifMatch: text)
                #expect(
                    try unfit.problem == "400 not_a_version: If-Match: \(text) is not one version of a record."
                        + " | Send the ETag that reading the record gave, such as \"v3\".")
            }
        }
    }

    @Test func `an outlet of another authority is answered exactly like one that does not exist`() async throws {
        try await RunningServer.run { server in
            let other = try await Authority.establish(server.registry, code: "0518")
            let foreign = Client(port: server.port, token: other.tokens[.officer])
            let (reference, _) = try await server.registerOutlet()
            let hidden = try await foreign.get("/v1/outlets/\(reference)")
            let unknown = try await foreign.get("/v1/outlets/\(OutletReference.sample("0363-999"))")
            #expect(
                try hidden.problem == "404 unknown_outlet: There is no outlet \(reference)."
                    + " | Check the reference; the list shows those that exist.")
            let words = try unknown.problem
            #expect(try hidden.problem == words.replacing(OutletReference.sample("0363-999"), with: reference))
            #expect(Set(hidden.headers.map(\.name)) == Set(unknown.headers.map(\.name)))
            let change = try await foreign.patch(
                "/v1/outlets/\(reference)", ["name": "Mine", "reason": "r"], ifMatch: "\"v1\"")
            #expect(change.status == 404)
            #expect(try await foreign.get("/v1/outlets").json["items"] == [])
        }
    }

    @Test func `a wrong check character is answered with the right one`() async throws {
        try await RunningServer.run { server in
            let (reference, _) = try await server.registerOutlet()
            let wrong = reference.dropLast() + (reference.hasSuffix("A") ? "B" : "A")
            let reply = try await server.client().get("/v1/outlets/\(wrong)")
            #expect(
                try reply.problem
                    == "400 not_a_reference: \(wrong) is not a reference: after \(wrong.dropLast(2)) the last character "
                    + "would be \(reference.suffix(1)). | Did you mean \(reference)?")
        }
    }

    @Test func `blanks around a reference don't count`() async throws {
        try await RunningServer.run { server in
            let (reference, _) = try await server.registerOutlet()
            for pasted in ["\(reference)%20", "%C2%A0\(reference)", "%E2%80%8B\(reference)%0A"] {
                let reply = try await server.client().get("/v1/outlets/\(pasted)")
                #expect(reply.status == 200, "\(pasted)")
            }
            let inner = try await server.client().get("/v1/outlets/0363%20001-Z")
            #expect(
                try inner.problem
                    == "400 not_a_reference: 0363 001-Z is not a reference: a blank stands in it; it reads "
                    + "like 0363-042-J. | Check the reference; the list shows those that exist.")
            let listed = try await server.client().get("/v1/inspections?outlet=%C2%A0\(reference)+")
            #expect(try listed.json["items"] == [])
        }
    }

    @Test func `who lacks the role is told which one is needed`() async throws {
        try await RunningServer.run { server in
            let reply = try await server.client(.inspector).post("/v1/outlets", Samples.outlet())
            #expect(
                try reply.problem == "403 role_missing: To register this outlet the role officer is needed."
                    + " | Ask someone who has the role officer.")
        }
    }
}

extension OutletReference {
    /// The stem with its check character.
    static func sample(_ stem: String) -> String { "\(stem)-\(checkCharacter(of: stem))" }
}
