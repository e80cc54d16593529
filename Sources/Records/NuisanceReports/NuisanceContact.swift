/// How a reporter can be reached; kept apart from the report, shown to officers only, never exported.
package struct NuisanceContact: Sendable, Equatable {
    package var name: String?
    package var email: String?
    package var phone: String?

    package init(name: String? = nil, email: String? = nil, phone: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
    }
}
