/// Giving a role to a person, or taking it away.
package struct RoleChange: Sendable, Equatable {
    package var role: Role
    /// True grants it, false takes it away.
    package var grant: Bool

    package init(role: Role, grant: Bool) {
        self.role = role
        self.grant = grant
    }

    /// Reads the body of a change of roles.
    package init(_ fields: inout Fields) {
        role = fields.choice("role", of: Role.self)
        grant = fields.bool("grant")
    }
}
