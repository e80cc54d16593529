/// The next step of a failure that names none: every failure that somebody can do something about has one.
enum LastResort {
    /// Nil where there is nothing to do, as after Ctrl-C.
    static func attempt(_ failure: Failure, _ arguments: [String]) -> String? {
        switch failure.exit {
        case .usage, .refused: "\(CommandTree.place(arguments).words) --help"
        case .failed where failure.code == "not_read": failure.place.map { "ls -l \(Rerun.quoted($0))" }
        case .failed where failure.code == "not_written": "make room there or name another file, and repeat the command"
        // Whatever changes something carries a key and is offered with it.
        case .failed where failure.code == "outcome_unknown": "the same command again: it changes nothing"
        default: nil
        }
    }
}
