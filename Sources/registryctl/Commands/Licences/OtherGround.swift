/// The actions that do order what is to be done about a licence, where the one that was named doesn't.
enum OtherGround {
    /// The refusal with the same command for each action that would do.
    /// - Parameter named: the action as it was typed.
    static func offered(in failure: Failure, insteadOf named: String) -> Failure {
        guard failure.code == "suspension_and_withdrawal_rest_on_an_action", !failure.choices.isEmpty else {
            return failure
        }
        var failure = failure
        failure.attempt = nil
        return failure.offering(failure.choices.map { .replacing(named, with: $0) })
    }
}
