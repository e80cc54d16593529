/// Walks through the whole space of a pack, stage by stage: history, movement, gates, landing, several criteria.
///
/// Each stage is a function of what the stage before came to and of facts of its own, so what came to the same is taken
/// on once, with its weight.
final class Prover {
    let pack: CompiledPack
    let limit: Int
    var proof = Proof()
    /// Steps that some combination leads to, per ladder.
    var reached: [Set<Int>]
    /// What the criteria can come to, each with the outlet and person it is for.
    var outcomes: [ProofOutcome] = []
    /// The histories of criteria whose rules count alike.
    var histories: [PastKinds.Counted: Histories] = [:]
    var effort: Effort
    private var said: Set<ProofRemark> = []
    private var places: Set<[String]> = []

    init(_ pack: Pack, limit: Int) {
        self.pack = pack.compiled
        self.limit = limit
        effort = Effort(limit: limit)
        reached = pack.ladders.map { _ in [] }
    }

    /// The space is larger than can be covered.
    struct TooLarge: Error {
        let place: [String]
        let part: String
    }

    func run() -> Proof {
        checkStructure()
        do {
            for criterion in pack.criteria.indices { try cover(criterion) }
            try combine()
            findUnreachable()
        } catch {
            let message =
                "The pack can't be proved: \(error.part). At most \(limit) combinations are decided one by one. "
                + "Let this part say less, or split the pack."
            say(.tooLarge, error.place, message)
        }
        proof.problems.sort { ($0.place.first ?? "") < ($1.place.first ?? "") }
        return proof
    }

    private func cover(_ criterion: Int) throws(TooLarge) {
        let scope = ProofScope(pack, criterion)
        let positions = try positions(scope)
        compare(positions, scope)
        findSevere(positions, scope)
        findSevereConduct(positions, scope)
        var moved = Cover<ProofState, Facts>()
        for position in positions.cover.all { try move(position.key, position.weight, position.witness, scope, &moved) }
        let gated = try pass(moved, scope)
        for state in gated.all { try land(state.key, state.weight, state.witness, scope) }
    }

    /// Counts combinations that were decided one by one.
    func spend(_ count: Int, _ place: [String], _ part: @autoclosure () -> String) throws(TooLarge) {
        proof.decided = sum(proof.decided, count)
        guard proof.decided > limit else { return }
        throw TooLarge(place: place, part: part())
    }

    /// Tells a remark; of several of one kind about one place the first.
    func say(_ kind: ProofRemark.Kind, _ place: [String], _ message: String) {
        let remark = ProofRemark(kind, place, message)
        guard places.insert([kind.rawValue] + place).inserted, said.insert(remark).inserted else { return }
        if kind == .choice { proof.choices.append(remark) } else { proof.problems.append(remark) }
    }

    func ladderPlace(_ ladder: Int) -> [String] { ["ladders", pack.ladders[ladder].ladder.id] }

    func stepPlace(_ ladder: Int, _ step: Int) -> [String] { ladderPlace(ladder) + ["steps", String(step)] }
}

/// A landing on its way: where it is, and the facts that later stages still read.
struct ProofState: Hashable {
    var evaluation: Evaluation
    var days: Int?
    var type: String?
    var hasIndividual: Bool
}

/// What one criterion can come to.
struct ProofOutcome {
    let criterion: Int
    let type: String?
    let hasIndividual: Bool
    let proposal: Proposal
    var weight: Int
}
