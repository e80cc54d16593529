/// How a reporter can be reached; sealed before it is stored, never exported.
package struct NuisanceContact: Sendable, Equatable {
    package var name: String?
    package var email: String?
    package var phone: String?

    package init(name: String? = nil, email: String? = nil, phone: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
    }

    package var isEmpty: Bool { name == nil && email == nil && phone == nil }
}
