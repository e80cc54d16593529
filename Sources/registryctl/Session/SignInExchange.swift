import Records

/// Gets a session for what shows who somebody is: a login and its credential, or an id token of the identity provider.
struct SignInExchange {
    let context: ServerContext
    let timeout: Int64
    /// What `try` names after the credential was wrong; nil where an id token is shown.
    var login: String?

    /// How somebody can sign in there.
    func ways() async throws -> JSONValue { try await ask(HTTPAsk(.GET, "/v1/sign-in")) }

    /// The code of the authority to sign in to: the one that is named, or the only one that the server has.
    /// - Throws: `Failure` where it has several, with their codes.
    func authority(_ named: String?) async throws -> String {
        if let named { return named }
        let known = try await ways()["jurisdictions"]?.items ?? []
        let codes = known.compactMap { $0["code"]?.text }
        if let only = codes.first, codes.count == 1 { return only }
        let names = known.map { "\($0["code"]?.text ?? "?") (\($0["name"]?.text ?? "?"))" }.joined(separator: ", ")
        let who = login.map { "--login \($0)" } ?? "--provider"
        throw Failure.usage(
            "\(context.host) has several authorities.", why: ["There are: \(names)."],
            attempt: "registryctl login --server \(context.server) \(who) --jurisdiction \(codes.first ?? "CODE")")
    }

    /// The token of a new session.
    func session(in jurisdiction: String, _ proof: [String: JSONValue]) async throws -> String {
        let members = proof.merging(["jurisdiction": .string(jurisdiction)]) { $1 }
        let answer = try await ask(HTTPAsk(.POST, "/v1/sessions", json: .object(members)))
        guard let token = answer["token"]?.text else {
            throw Failure(.failed, "answer_not_read", "\(context.host) gave no session.", attempt: "registryctl login")
        }
        return token
    }

    /// A credential that is typed or piped. A slip of the hand is told here, so that it counts as no attempt.
    func credential() throws -> String {
        let isTyped = Terminal.canAsk
        let text =
            isTyped
            ? try Prompt.secret("Credential of \(login ?? "?") at \(context.host): ")
            : Interruption.whileAsking(restore: {}) { readLine() } ?? ""
        guard let credential = CredentialText(reading: text) else {
            throw Failure(
                .refused, "not_a_credential", "\(isTyped ? "what was typed" : "standard input") is no credential.",
                why: [CredentialText.form],
                attempt: "type it again, or have an administrator run registryctl people credential \(login ?? "LOGIN")"
            )
        }
        return credential.text
    }

    private func ask(_ ask: HTTPAsk) async throws -> JSONValue {
        let client = Client(context, timeoutSeconds: max(1, timeout))
        do {
            let json = try await client.send(ask).json
            try await client.close()
            return json
        } catch {
            try await client.close()
            if var failure = error as? Failure, failure.code == "sign_in_refused" {
                failure.attempt =
                    login.map { "registryctl login, or an administrator runs registryctl people credential \($0)" }
                    ?? "an administrator runs registryctl people bind LOGIN --issuer URL --subject SUBJECT"
                throw failure
            }
            throw error
        }
    }
}
