/// What is needed to bind a subject of an identity provider to an account.
package struct NewSubjectBinding: Sendable, Equatable {
    /// To which of the person's accounts; nil is the first one.
    package var login: String?
    /// The provider, as its id tokens name it.
    package var issuer: String
    /// What the provider calls the person.
    package var subject: String

    package init(login: String? = nil, issuer: String, subject: String) {
        self.login = login
        self.issuer = issuer
        self.subject = subject
    }

    /// Reads the body of a binding.
    package init(_ fields: inout Fields) {
        login = fields.optionalText("login", max: 63)
        issuer = fields.text("issuer", max: 1000)
        subject = fields.text("subject", max: 255)
        if !issuer.isEmpty, !issuer.hasPrefix("https://"), !issuer.hasPrefix("http://") {
            fields.note("issuer", "not_an_issuer", "\"issuer\" is an address that begins with https://.")
        }
        if !subject.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            fields.note(
                "subject", "not_a_subject", "\"subject\" has letters, digits and signs of ASCII alone, and no blanks.")
        }
    }
}
