/// What happens to a transaction's changes when its body has returned.
package enum Outcome: Sendable {
    /// They are kept.
    case commit
    /// Everything has run and been checked, deferred constraints too, and nothing is kept: a dry run.
    case rollback
}
