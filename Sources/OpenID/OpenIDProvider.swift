import Records

/// An identity provider that is trusted to say who somebody is, as the operator has set it down: everything is pinned, and nothing is
/// asked of the provider itself.
package struct OpenIDProvider: Sendable {
    /// Where clients of the provider go.
    package struct Endpoints: Sendable, Equatable {
        package var deviceAuthorization: String
        package var token: String
    }

    package var issuer: String
    /// What the provider calls this registry.
    package var clientID: String
    package var algorithms: Set<SignatureAlgorithm>
    /// By how much the clocks may differ.
    package var clockToleranceSeconds: Int
    /// How old an id token may be.
    package var maximumAgeSeconds: Int
    package var endpoints: Endpoints
    /// How browsers sign in; nil where the operator has set nothing down about it.
    package var browser: BrowserWay?
    package var keys: [ProviderKey]

    /// The name of the file with the keys, beside the one that is read.
    package static func keysFile(_ json: JSONValue) throws -> String { try Settings.read(json).keys }

    /// The name of the file with the secret that the provider knows this registry by, beside the one that is read; nil where the
    /// registry is a public client.
    package static func clientSecretFile(_ json: JSONValue) throws -> String? {
        try Settings.read(json).clientSecretFile
    }

    /// - Parameter json: the settings; - Parameter keys: the provider's JWKS; - Parameter clientSecret: what the file holds that the
    ///   settings name.
    /// - Throws: `Refusal` with all that is wrong.
    package init(_ json: JSONValue, keys: JSONValue, clientSecret: Sensitive<String>? = nil) throws {
        let settings = try Settings.read(json)
        issuer = settings.issuer
        clientID = settings.clientID
        algorithms = Set(settings.algorithms)
        clockToleranceSeconds = settings.clockToleranceSeconds
        maximumAgeSeconds = settings.maximumAgeSeconds
        endpoints = settings.endpoints
        browser = settings.browser
        browser?.clientSecret = clientSecret
        self.keys = try Self.pinned(keys, algorithms)
    }

    private static func pinned(_ json: JSONValue, _ algorithms: Set<SignatureAlgorithm>) throws -> [ProviderKey] {
        var (keys, problems): ([ProviderKey], [FieldProblem]) = ([], [])
        for (place, item) in (json["keys"]?.items ?? []).enumerated() {
            do throws(ProviderKey.Fault) {
                let key = try ProviderKey(item)
                guard algorithms.contains(key.algorithm) else {
                    throw ProviderKey.Fault(
                        reason: "it is for \(key.algorithm.rawValue), which the settings don't allow")
                }
                guard !keys.contains(where: { $0.name == key.name }) else {
                    throw ProviderKey.Fault(reason: "another one has the kid \(key.name)")
                }
                keys.append(key)
            } catch {
                problems.append(FieldProblem("/keys/\(place)", "not_a_key", "The key is not taken: \(error.reason)."))
            }
        }
        guard problems.isEmpty else { throw Refusal.badInput(problems) }
        guard !keys.isEmpty else {
            throw Refusal.badInput([FieldProblem("/keys", "missing", "There is no key, so nobody could sign in.")])
        }
        return keys
    }
}
