import Records

extension OpenIDProvider {
    /// The settings as they are written.
    struct Settings {
        let issuer, clientID, keys: String
        let algorithms: [SignatureAlgorithm]
        let clockToleranceSeconds, maximumAgeSeconds: Int
        let endpoints: Endpoints

        static func read(_ json: JSONValue) throws -> Settings { try Fields.read(json) { Settings(&$0) } }

        private init(_ fields: inout Fields) {
            issuer = Self.address("issuer", &fields)
            clientID = fields.text("clientId", max: 255)
            keys = fields.text("keys", max: 1000)
            algorithms = fields.choices("algorithms", of: SignatureAlgorithm.self, min: 1)
            clockToleranceSeconds = fields.optionalInteger("clockToleranceSeconds", in: 0...60) ?? 30
            maximumAgeSeconds = fields.optionalInteger("maximumAgeSeconds", in: 30...3600) ?? 300
            endpoints = Endpoints(
                deviceAuthorization: Self.address("deviceAuthorizationEndpoint", &fields),
                token: Self.address("tokenEndpoint", &fields))
        }

        /// Only loopback is spoken to without TLS.
        private static func address(_ name: String, _ fields: inout Fields) -> String {
            let text = fields.text(name, max: 1000)
            let isSafe =
                text.hasPrefix("https://") || text.hasPrefix("http://127.0.0.1:") || text.hasPrefix("http://[::1]:")
            if !text.isEmpty, !isSafe {
                fields.note(
                    name, "not_an_address", "\"\(name)\" begins with https://; http:// is for this machine alone.")
            }
            return text
        }
    }
}
