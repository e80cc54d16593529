/// The public half of a key to which contact data are to be sealed, as its line of text.
package struct NewContactKey: Sendable, Equatable {
    /// `contact-key-public:NAME:BASE64`.
    package var publicKey: String

    package init(publicKey: String) { self.publicKey = publicKey }

    /// Reads the body of a proposal.
    package init(_ fields: inout Fields) { publicKey = fields.text("publicKey", max: 200) }
}
