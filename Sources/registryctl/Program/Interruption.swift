import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ctrl-C: cancels what runs, so that it can say what is known and leaves no half of a file; at a question it ends the
/// program at once. A second one ends it in any case.
enum Interruption {
    private struct State {
        var work: Task<ExitStatus, Never>?
        /// Somebody is asked; the value puts the terminal back as it was.
        var question: (@Sendable () -> Void)?
        var isSecond = false
    }

    private static let state = Mutex(State())

    /// Where the signal's handler says that it came; a handler may do little more than write to a descriptor.
    private static let wakeUp = Atomic<Int32>(-1)

    /// Runs the program so that an interruption cancels it.
    static func cancels(_ work: @escaping @Sendable () async -> ExitStatus) async -> ExitStatus {
        let task = Task { await work() }
        state.withLock { $0.work = task }
        watch()
        return await task.value
    }

    /// Waits for what a person types; an interruption meanwhile means "no, nothing".
    static func whileAsking<Answer>(restore: @escaping @Sendable () -> Void, _ ask: () -> Answer) -> Answer {
        state.withLock { $0.question = restore }
        defer { state.withLock { $0.question = nil } }
        return ask()
    }

    /// Takes the signal, unless whoever started the program had it ignored (as `nohup` does).
    private static func watch() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        wakeUp.store(ends[1], ordering: .releasing)
        let handler: @convention(c) (Int32) -> Void = { _ in
            var byte: UInt8 = 0
            _ = write(Interruption.wakeUp.load(ordering: .acquiring), &byte, 1)
        }
        let former = signal(SIGINT, handler)
        if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGINT, SIG_IGN) }
        let end = ends[0]
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { end in
                var byte: UInt8 = 0
                while read(Int32(Int(bitPattern: end)), &byte, 1) == 1 { Interruption.happened() }
                return nil
            }, UnsafeMutableRawPointer(bitPattern: Int(end)))
    }

    private static func happened() {
        let (question, isSecond, work) = state.withLock { state in
            defer { state.isSecond = true }
            return (state.question, state.isSecond, state.work)
        }
        if let question {
            question()
            StandardError.write("\nCancelled; nothing was done.\n")
            _exit(ExitStatus.cancelled.rawValue)
        }
        if isSecond { _exit(ExitStatus.interrupted.rawValue) }
        work?.cancel()
    }
}
