/// What an act or a read gives: the JSON that goes over the wire as it is.
package struct Answer: Sendable, Equatable {
    /// HTTP status: 200, or 201 for something new.
    package var status: Int
    /// UTF-8 JSON.
    package var body: [UInt8]
    /// Path of the new record.
    package var location: String?
    /// Strong entity tag with its quotes: `"v3"`.
    package var etag: String?
    /// Of a list with more to come: the cursor of its next page.
    package var next: String?
    /// The answer was given before under the same idempotency key; nothing was done now.
    package var replayed = false
    /// What the service signs for a change: the value of `Registry-Receipt`.
    package var receipt: String?

    package init(status: Int = 200, body: [UInt8], location: String? = nil, etag: String? = nil) {
        self.status = status
        self.body = body
        self.location = location
        self.etag = etag
    }

    /// The entity tag of a version.
    package static func etag(version: Int) -> String { "\"v\(version)\"" }
}
