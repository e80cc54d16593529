import Crypto
import HTTPTypes
import Hummingbird
import Records
import Registry

/// One request of somebody who signed in, as a route sees it.
struct Ask: Sendable {
    let request: Request
    let visit: Visit
    let parts: ServerParts
    let signIn: SignIn

    var actor: Actor { signIn.actor }
    var registry: Registry { parts.registry }

    /// What a changing request must carry in its head.
    enum Precondition: Hashable {
        case idempotencyKey, version
    }

    /// The parameter of the path by that name, percent-decoded, without blanks around it.
    /// - Throws: `Refusal` for a text that is not UTF-8, and for control characters: nothing here has such a name.
    func parameter(_ name: String) throws -> String {
        guard let raw = visit.parameters.get(name),
            let text = QueryText.decoded(raw, plusIsSpace: false).map(PastedText.bare),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else {
            throw Refusal.noSuchPath(request.uri.path)
        }
        return text
    }

    /// The query, member by member; parameters that `make` doesn't ask for are refused, and so is one without a value where
    /// something is to be done: `?dryRun=` would do it.
    func query<Query>(_ make: (inout Fields) -> Query) throws -> Query {
        let texts = try QueryText.parameters(request.uri.query)
        if request.method != .get { try QueryText.refuseEmpty(texts) }
        return try Fields.read(texts: texts, make)
    }

    /// The query of a list, with its page.
    func listQuery<Query>(_ make: (inout Fields) -> Query) throws -> (Query, Page) {
        try query { fields in
            let page = Self.page(&fields)
            return (make(&fields), page)
        }
    }

    static func page(_ fields: inout Fields) -> Page {
        let limit = fields.optionalInteger("limit", in: Page.limits)
        let page = Page(limit: limit ?? 100, cursor: fields.optionalText("cursor", max: 1000))
        if let problem = page.cursor.flatMap(Page.problem) { fields.note("cursor", problem.code, problem.detail) }
        return page
    }

    /// The page of a list without any other parameters.
    func page() throws -> Page { try listQuery { _ in }.1 }

    /// For reads that take no parameters at all.
    func noQuery() throws { try query { _ in } }

    /// What a changing request asks for, and how. What is wrong with the body goes with the call: the act tells it
    /// together with what its own checks find.
    /// - Throws: `Refusal` for a body that is no object, or for a missing precondition, type or length.
    func input<Input>(
        _ needs: Set<Precondition>, _ make: (inout Fields) -> Input
    ) async throws -> (Input, Call) {
        let dryRun = try query { $0.bool("dryRun", default: false) }
        let body = try await jsonBody()
        let json = body.isEmpty ? JSONValue.object([:]) : try BoundedJSON.parse(body)
        let reading = try Fields.reading(json, make)
        let (key, version) = try head(needs, beside: reading.problems)
        var call = call(key, json["contact"] == nil ? body : json.without("contact").bytes(), version, dryRun)
        call.problems = reading.problems
        return (reading.value, call)
    }

    /// The key and the version that the head of the request carries.
    /// - Throws: the refusal of the one that is missing; where more is wrong, one with all of it.
    private func head(
        _ needs: Set<Precondition>, beside problems: [FieldProblem]
    ) throws -> (key: String?, version: Int?) {
        var refusals: [Refusal] = []
        func found<Value>(_ find: () throws -> Value?) throws -> Value? {
            do {
                return try find()
            } catch let refusal as Refusal {
                refusals.append(refusal)
                return nil
            }
        }
        let key = try found { try idempotencyKey(isNeeded: needs.contains(.idempotencyKey)) }
        let version = try found { try expectedVersion(isNeeded: needs.contains(.version)) }
        guard let first = refusals.first else { return (key, version) }
        guard refusals.count + problems.count > 1 else { throw first }
        let ofHead = refusals.map { refusal in
            FieldProblem("", refusal.code, [refusal.message, refusal.hint].compactMap { $0 }.joined(separator: " "))
        }
        throw Refusal.badInput(ofHead + problems)
    }

    /// The call that a request makes, its keyed digest over method, target and body. It is kept, and a contact could be guessed
    /// by it, so that is left out: the same request with another contact counts as the same.
    func call(_ key: String?, _ body: [UInt8], _ version: Int?, _ dryRun: Bool) -> Call {
        let idempotency = key.map { key in
            var digest = HMAC<SHA256>(key: SymmetricKey(data: parts.digestKey))
            digest.update(data: Array("\(request.method.rawValue) \(request.head.path ?? "")\n".utf8))
            digest.update(data: body)
            return Call.Idempotency(key: key, requestDigest: Array(digest.finalize()))
        }
        return Call(by: actor, dryRun: dryRun, idempotency: idempotency, expectedVersion: version)
    }

    func idempotencyKey(isNeeded: Bool) throws -> String? {
        let keys = request.headers[values: .idempotencyKey]
        guard let key = keys.first else {
            if isNeeded { throw Refusal.idempotencyKeyMissing }
            return nil
        }
        guard keys.count == 1 else { throw Refusal.idempotencyKeyTwice(keys.count) }
        guard (1...255).contains(key.count) else { throw Refusal.idempotencyKeyUnfit(key.count) }
        return key
    }

    private func expectedVersion(isNeeded: Bool) throws -> Int? {
        guard let text = request.headers[.ifMatch] else {
            if isNeeded { throw Refusal.ifMatchMissing }
            return nil
        }
        guard let version = EntityTag.version(text) else { throw Refusal.ifMatchUnfit(text) }
        return version
    }
}

extension JSONValue {
    /// An object without one of its members.
    fileprivate func without(_ name: String) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[name] = nil
        return .object(members)
    }
}
