import Records

extension Ask {
    /// The body of a changing request; empty where there is none, which stands for `{}`.
    func jsonBody() async throws -> [UInt8] {
        try await RequestBody(request: request).json(upTo: parts.limits.bodyBytes)
    }

    /// The whole body, counted while it comes in.
    /// - Throws: `Refusal` when it is longer than `limit` bytes or shorter than announced, or packed.
    func body(upTo limit: Int) async throws -> [UInt8] {
        try await RequestBody(request: request).whole(upTo: limit)
    }

    /// - Throws: `Refusal` when the body is of another type (parameters such as `charset=utf-8` don't count).
    func requireType(_ expected: String) throws { try RequestBody(request: request).requireType(expected) }
}
