import Postgres
import Records

@testable import Registry

/// An act whose second step takes another person than its first.
struct TwoPersonAct: Sendable, CustomStringConvertible {
    let description: String
    /// Any of them may do the second step.
    let roles: Set<Role>
    /// The rule that refuses it to who did the first step.
    let rule: String
    /// What the first step was and what the second is, as the refusal says them.
    let did, must: String
    let advice: String
    /// The first step, by a person with every role.
    let begin: @Sendable (World, Actor) async throws -> Void
    /// The second step in SQL of the service's own.
    let statement: @Sendable (Actor) -> SQL
    /// The second step as the program does it.
    let act: @Sendable (World, Actor) async throws -> Void
    /// What is left to refuse it when the guard says nothing.
    var behindTheGuard: String?
    /// What the program says to who doesn't see what it is about, for want of a role; nil where such persons see it.
    var unseen: String?

    /// What refuses the second step of each.
    static let guardOfTwo = "ops.require_another_person(integer, bigint, timestamptz, text, text, text, text)"

    /// What the database says to who did the first step.
    var refusal: String { "RG003 \(rule): You \(did), so someone else must \(must). | \(advice)" }

    /// What it says to who counts as one with that person.
    func refusal(_ name: String, _ tie: String) -> String {
        "RG003 \(rule): \(name) \(did), and \(tie). You two count as one person, so someone else must \(must). | \(advice)"
    }
}
