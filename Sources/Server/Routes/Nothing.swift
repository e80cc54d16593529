import Records

/// The body `{}`, of an act that needs no more than its name.
struct Nothing: Sendable {
    init(_ fields: inout Fields) {}
}
