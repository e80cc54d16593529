import Records

/// Finds out whether an id token (OpenID Connect Core 1.0, section 2) is good, at a moment and for this registry alone.
package struct IDTokenVerifier: Sendable {
    private let provider: OpenIDProvider
    /// Tests leave one out, to see that what it keeps away comes in.
    private let checks: Set<IDTokenCheck>

    package init(_ provider: OpenIDProvider) { self.init(provider, without: []) }

    package init(_ provider: OpenIDProvider, without left: Set<IDTokenCheck>) {
        self.provider = provider
        checks = Set(IDTokenCheck.allCases).subtracting(left)
    }

    /// More than any provider writes.
    private static let maximumBytes = 16384

    /// - Parameters:
    ///   - nonce: what was given along when it was asked for; nil where nothing was, and then it has none.
    ///   - now: in Unix seconds.
    /// - Throws: `IDTokenCheck`, the first that it doesn't pass.
    package func verified(_ token: String, nonce: String?, now: Double) async throws(IDTokenCheck) -> IDToken {
        let (header, claims) = try Self.read(token)
        try check(header)
        try await checkSignature(token, header)
        try require(.events, claims["events"] == nil)
        try check(claims, now)
        try check(claims, nonce)
        return IDToken(
            issuer: provider.issuer, subject: try Self.subject(claims), expiresAt: claims["exp"]?.double ?? now)
    }

    private static func read(_ token: String) throws(IDTokenCheck) -> (header: JSONValue, claims: JSONValue) {
        guard token.utf8.count <= maximumBytes else { throw .form }
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = StrictBase64URL.bytes(parts[2]), !signature.isEmpty else { throw .form }
        return (try object(parts[0]), try object(parts[1]))
    }

    private static func object(_ part: some Collection<UInt8>) throws(IDTokenCheck) -> JSONValue {
        guard let bytes = StrictBase64URL.bytes(part) else { throw .form }
        do {
            let json = try BoundedJSON.parse(bytes, limits: .init(depth: 8, nodes: 1000))
            guard case .object = json else { throw IDTokenCheck.form }
            return json
        } catch {
            throw .form
        }
    }

    private func require(_ check: IDTokenCheck, _ holds: Bool) throws(IDTokenCheck) {
        if checks.contains(check), !holds { throw check }
    }

    private func check(_ header: JSONValue) throws(IDTokenCheck) {
        let type = header["typ"].map { $0.text?.uppercased() == "JWT" } ?? true
        try require(.type, type)
        // There is no extension that is understood here.
        try require(.critical, header["crit"] == nil && header["b64"] == nil)
        let algorithm = header["alg"]?.text.flatMap(SignatureAlgorithm.init(rawValue:))
        try require(.algorithm, algorithm.map(provider.algorithms.contains) ?? false)
        let key = provider.keys.first { $0.name == header["kid"]?.text }
        try require(.key, key != nil)
        try require(.algorithm, key == nil || key?.algorithm == algorithm)
    }

    private func checkSignature(_ token: String, _ header: JSONValue) async throws(IDTokenCheck) {
        guard checks.contains(.signature) else { return }
        let named = provider.keys.filter { $0.name == header["kid"]?.text }
        for key in checks.contains(.key) ? named : provider.keys where await key.signed(token) { return }
        throw .signature
    }

    private func check(_ claims: JSONValue, _ now: Double) throws(IDTokenCheck) {
        try require(.issuer, claims["iss"]?.text == provider.issuer)
        let audience = claims["aud"]?.items?.map(\.text) ?? [claims["aud"]?.text]
        try require(.audience, audience.contains(provider.clientID) && !audience.contains(nil))
        let party = claims["azp"]
        try require(.authorizedParty, party == nil ? audience.count == 1 : party?.text == provider.clientID)
        let tolerance = Double(provider.clockToleranceSeconds)
        try require(.expiry, claims["exp"]?.double.map { now < $0 + tolerance } ?? false)
        let begins = claims["nbf"].map { $0.double.map { $0 <= now + tolerance } ?? false } ?? true
        try require(.notBefore, begins)
        let issued = claims["iat"]?.double
        try require(.issuedAt, issued.map { $0 <= now + tolerance } ?? false)
        try require(.age, issued.map { now <= $0 + Double(provider.maximumAgeSeconds) + tolerance } ?? true)
    }

    private func check(_ claims: JSONValue, _ nonce: String?) throws(IDTokenCheck) {
        try require(.nonce, claims["nonce"] == nonce.map(JSONValue.string))
    }

    /// 255 characters of ASCII at most, as the specification has it.
    private static func subject(_ claims: JSONValue) throws(IDTokenCheck) -> String {
        guard let subject = claims["sub"]?.text, (1...255).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .subject }
        return subject
    }
}
