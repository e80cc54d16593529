/// Answers in the form of the contract.
enum Samples {
    static let linde = """
        {"reference":"0363-042-J","name":"De Linde","kind":"consumption","status":"active","street":"Lindengracht",
        "houseNumber":"3","houseNumberSuffix":"H","postcode":"1015KB","locality":"Amsterdam","longitude":4.8839,
        "latitude":52.3791,"openingHours":[{"day":1,"opens":"10:00","closes":"01:00"},
        {"day":2,"opens":"10:00","closes":"01:00"}],"toleratedFrom":"2020-01-01","source":null,
        "roles":[{"id":7,"role":"beneficial_owner","party":"P-2026-0012","name":"Groen B.V.","share":60,
        "validFrom":"2020-01-01","endsOn":null,"version":1}],"licence":{"reference":"L-2026-0031","status":"valid","standing":"valid",
        "validFrom":"2020-01-01","endsOn":null,"conditions":[]},"openCase":"C-2026-0290","lastInspections":[
        {"reference":"I-2026-1188","id":"x","day":"2026-01-20","kind":"unannounced","outcome":"access",
        "failed":["A","J"]}],"version":4,"changedAt":"2026-01-20T21:00:00Z"}
        """

    static let damkring = """
        {"reference":"0363-043-P","name":null,"kind":"takeaway","status":"closed","street":"Damstraat",
        "houseNumber":"12","houseNumberSuffix":"","postcode":"","locality":"","longitude":null,"latitude":null,
        "toleratedFrom":null,"version":1}
        """

    static func list(_ items: [String], next: String? = nil) -> CannedServer.Answer {
        let cursor = next.map { "\"\($0)\"" } ?? "null"
        return .json("{\"items\":[\(items.joined(separator: ","))],\"next\":\(cursor)}")
    }
}
