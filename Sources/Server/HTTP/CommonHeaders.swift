import HTTPTypes

/// The header fields of every answer.
enum CommonHeaders {
    static let fields: HTTPFields = [
        .apiVersion: "1.0.0",
        .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        .strictTransportSecurity: "max-age=31536000",
        .referrerPolicy: "no-referrer",
    ]
}

extension HTTPField.Name {
    static let apiVersion = named("API-Version")
    static let dryRun = named("Dry-Run")
    static let idempotencyKey = named("Idempotency-Key")
    static let idempotencyReplayed = named("Idempotency-Replayed")
    static let link = named("Link")
    static let receipt = named("Registry-Receipt")
    static let referrerPolicy = named("Referrer-Policy")
    static let requestID = named("X-Request-Id")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let xForwardedFor = named("X-Forwarded-For")

    /// Only for literals above: each is a token, so that the name is there.
    private static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a field name") }
        return name
    }
}
