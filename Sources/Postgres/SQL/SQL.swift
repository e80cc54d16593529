/// One statement: its text with `$1`, `$2`… and the values bound to them.
///
/// Written as a literal. `\(value)` binds, so a value can never become part of the text; `\(literal:)` and `\(sql:)`
/// splice trusted pieces, `\(identifier:)` a quoted name. There is no initialiser from `String`.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text as the server gets it.
    package let text: String
    let parameters: SQLParameters
    /// May hold several statements, no parameters, and goes by the simple protocol.
    let isFile: Bool

    package init(stringLiteral value: StaticString) {
        self.init(text: value.description, parameters: SQLParameters(), isFile: false)
    }

    package init(stringInterpolation: SQLInterpolation) {
        self.init(text: stringInterpolation.text, parameters: stringInterpolation.parameters, isFile: false)
    }

    /// The text of a migration or view file: several statements, no parameters, by the simple protocol.
    package static func file(_ trusted: String) -> SQL {
        SQL(text: trusted, parameters: SQLParameters(), isFile: true)
    }

    private init(text: String, parameters: SQLParameters, isFile: Bool) {
        self.text = text
        self.parameters = parameters
        self.isFile = isFile
    }

    /// Why this statement cannot be sent at all: libpq would cut a text at its first zero character.
    var refusal: PostgresError? {
        guard parameters.hasZeroCharacter else { return nil }
        var error = PostgresError(
            .server, "A text contains a zero character, which PostgreSQL cannot store; nothing was sent.",
            statement: text)
        error.sqlstate = "22021"
        return error
    }
}
