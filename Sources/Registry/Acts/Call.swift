import Records

/// How an act is asked for: by whom, for real or dry, under which idempotency key, on which version.
package struct Call: Sendable {
    package var actor: Actor
    /// Done by the server in full and rolled back.
    package var dryRun: Bool
    package var idempotency: Idempotency?
    /// The version the caller has read (`If-Match`); nil where there is nothing to have read.
    package var expectedVersion: Int?
    /// What is wrong with the input as far as reading it showed. The act adds what its own checks find in the rest, and
    /// nothing is done.
    package var problems: [FieldProblem] = []

    /// A key of the client's, and the SHA-256 of method, path and body: the same key with another digest is refused.
    package struct Idempotency: Sendable, Equatable {
        package var key: String
        package var requestDigest: [UInt8]

        package init(key: String, requestDigest: [UInt8]) {
            self.key = key
            self.requestDigest = requestDigest
        }
    }

    package init(by actor: Actor, dryRun: Bool = false, idempotency: Idempotency? = nil, expectedVersion: Int? = nil) {
        self.actor = actor
        self.dryRun = dryRun
        self.idempotency = idempotency
        self.expectedVersion = expectedVersion
    }
}
