import Records

/// Bodies that the server takes as they are.
enum Samples {
    static func outlet(_ number: Int = 1) -> JSONValue {
        [
            "name": "De Kade", "kind": "consumption", "street": "Sint Antoniësbreestraat",
            "houseNumber": .string("\(number)"), "postcode": "1011HB", "locality": "Amsterdam",
            "longitude": 4.9, "latitude": 52.37, "toleratedFrom": "2020-01-01",
        ]
    }

    /// The body of an issue of the action that a reply shows.
    static func approval(of action: Reply) throws -> JSONValue { ["digest": try action.json["digest"] ?? .null] }
}

extension RunningServer {
    /// Registers an outlet and gives its reference and entity tag.
    func registerOutlet(_ number: Int = 1) async throws -> (reference: String, etag: String) {
        let reply = try await client().post("/v1/outlets", Samples.outlet(number))
        guard reply.status == 201, let reference = try reply.json["reference"]?.text, let etag = reply.header("ETag")
        else { throw UnexpectedReply(text: String(decoding: reply.body, as: UTF8.self)) }
        return (reference, etag)
    }
}

struct UnexpectedReply: Error {
    let text: String
}
