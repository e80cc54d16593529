import Registry

/// Takes the state of the tables once an hour, step by step between the batches of acts.
actor StateTurn {
    private let sequencer: LogSequencer
    private let clock = ContinuousClock()
    /// The log has the state of the hour; so long nothing is asked.
    private var rest: ContinuousClock.Instant?

    /// A new hour is noticed so soon after it began.
    private static let pause = Duration.seconds(20)

    init(sequencer: LogSequencer) { self.sequencer = sequencer }

    /// One step; gives whether there is more to do at once.
    func step() async throws -> Bool {
        if let rest, clock.now < rest { return false }
        switch try await sequencer.takeState() {
        case .part: return true
        case .later, nil: return false
        case .none?, .ready?:
            rest = clock.now + Self.pause
            return false
        }
    }
}
