/// Where one failed criterion lands on one ladder: what both the bare outcome and the trace are made from.
struct Evaluation: Hashable {
    /// Position of the finding in the facts.
    var finding: Int
    /// Number of the criterion, or -1 when the pack does not know it.
    var criterion: Int
    /// Number of the ladder, or -1 when the pack has none for it.
    var ladder = -1
    /// Number of the severity class after any rise, or -1.
    var severity = -1
    /// The steps that the readings of the open points lead to; equal when nothing open matters.
    var least = 0
    var most = 0
    /// The step that counting alone reaches.
    var counted = 0
    /// What is open.
    var open: Open?
    /// Position of the skip that is taken instead of a step, or -1.
    var skip = -1
    var gate = Passage.passed
    /// Position of the gate that does not hold and says what follows then, or -1.
    var otherwise = -1

    /// Why more than one step is possible, or none can be counted.
    enum Open: Hashable {
        /// The sources leave a point of this counting rule open.
        case rule(Int)
        /// A fact about an earlier violation is missing.
        case history
        /// Whether the class rises.
        case severity
        /// The type of the outlet is missing.
        case outletType
        /// Whether the class rises, which this reward decides.
        case severityOfReward(Int)
        /// Whether this reward is earned.
        case reward(Int)
        /// What the further days of a violation make of it.
        case continuing
    }

    /// Whether the gates let the violation through.
    enum Passage: Hashable {
        case passed
        case denied
        /// Nobody has answered this gate.
        case open(Int)
    }
}
