import Records

extension OpenIDProvider {
    /// The settings as they are written.
    struct Settings {
        let issuer, clientID, keys: String
        let algorithms: [SignatureAlgorithm]
        let clockToleranceSeconds, maximumAgeSeconds: Int
        let endpoints: Endpoints
        let browser: BrowserWay?
        let clientSecretFile: String?

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
            browser = Self.browser(&fields)
            clientSecretFile = fields.optionalText("clientSecretFile", max: 1000)
            if clientSecretFile != nil, browser == nil {
                fields.note(
                    "clientSecretFile", "not_used",
                    "\"clientSecretFile\" goes with \"authorizationEndpoint\" and \"redirectUri\": a code for a device is asked for without."
                )
            }
        }

        /// Both addresses or none.
        private static func browser(_ fields: inout Fields) -> BrowserWay? {
            let names = ["authorizationEndpoint", "redirectUri"]
            let values = names.map { name in fields.optionalText(name, max: 1000).map { checked($0, name, &fields) } }
            guard let endpoint = values[0], let redirect = values[1] else {
                if let missing = values.firstIndex(of: nil), let there = values.firstIndex(where: { $0 != nil }) {
                    fields.note(
                        names[missing], "missing",
                        "\"\(names[missing])\" is missing: a browser signs in by it and \"\(names[there])\", or by neither."
                    )
                }
                return nil
            }
            if endpoint.contains("#") {
                fields.note(names[0], "not_an_address", "\"\(names[0])\" has no part behind #.")
            }
            let way = BrowserWay(authorizationEndpoint: endpoint, redirectURI: redirect)
            if way.origin == nil {
                fields.note(
                    names[1], "not_the_callback",
                    "\"\(names[1])\" is this registry as browsers reach it, in small letters, and behind it \(BrowserWay.callback)."
                )
            }
            return way
        }

        private static func address(_ name: String, _ fields: inout Fields) -> String {
            checked(fields.text(name, max: 1000), name, &fields)
        }

        /// Only loopback is spoken to without TLS.
        private static func checked(_ text: String, _ name: String, _ fields: inout Fields) -> String {
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
