import Records

/// Gets a session for a login and its credential.
struct CredentialExchange {
    let context: ServerContext
    let login: String
    let timeout: Int64

    /// The code of the authority to sign in to: the one that is named, or the only one that the server has.
    /// - Throws: `Failure` where it has several, with their codes.
    func authority(_ named: String?) async throws -> String {
        if let named { return named }
        let ways = try await ask(HTTPAsk(.GET, "/v1/sign-in"))
        let known = ways["jurisdictions"]?.items ?? []
        let codes = known.compactMap { $0["code"]?.text }
        if let only = codes.first, codes.count == 1 { return only }
        let names = known.map { "\($0["code"]?.text ?? "?") (\($0["name"]?.text ?? "?"))" }.joined(separator: ", ")
        throw Failure.usage(
            "\(context.host) has several authorities.", why: ["There are: \(names)."],
            attempt:
                "registryctl login --server \(context.server) --login \(login) --jurisdiction \(codes.first ?? "CODE")")
    }

    /// The token of a new session.
    func session(in jurisdiction: String) async throws -> String {
        let credential = try read()
        let answer = try await ask(
            HTTPAsk(
                .POST, "/v1/sessions",
                json: [
                    "jurisdiction": .string(jurisdiction), "login": .string(login), "credential": .string(credential),
                ]))
        guard let token = answer["token"]?.text else {
            throw Failure(.failed, "answer_not_read", "\(context.host) gave no session.", attempt: "registryctl login")
        }
        return token
    }

    /// A slip of the hand is told here, so that it counts as no attempt.
    private func read() throws -> String {
        let isTyped = Terminal.canAsk
        let text =
            isTyped
            ? try Prompt.secret("Credential of \(login) at \(context.host): ")
            : Interruption.whileAsking(restore: {}) { readLine() } ?? ""
        guard let credential = CredentialText(reading: text) else {
            throw Failure(
                .refused, "not_a_credential", "\(isTyped ? "what was typed" : "standard input") is no credential.",
                why: [CredentialText.form],
                attempt: "type it again, or have an administrator run registryctl people credential \(login)")
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
                failure.attempt = "registryctl login, or an administrator runs registryctl people credential \(login)"
                throw failure
            }
            throw error
        }
    }
}
