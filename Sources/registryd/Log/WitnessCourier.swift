import AsyncHTTPClient
import NIOCore
import Provision
import Registry
import TransparencyLog

/// Takes signed heads to the witnesses of a policy and brings their signatures back (C2SP tlog-witness).
actor WitnessCourier {
    private let heads: WitnessedHeads
    private let policy: TrustPolicy
    private let keys: LogKeys
    /// How many entries each witness has seen, by its name in the policy.
    private var seen: [String: UInt64] = [:]

    init(heads: WitnessedHeads, keys: LogKeys, policy: TrustPolicy) {
        self.heads = heads
        self.keys = keys
        self.policy = policy
    }

    /// Takes the newest signed head round; nil when witnesses have signed it already.
    /// - Throws: `ProvisionRefusal` that says what each witness answered, where too few have signed.
    func deliver() async throws -> SignedNote? {
        guard let note = try await heads.waiting(), let head = Checkpoint(text: note.text) else { return nil }
        guard policy.logs.contains(where: { $0.name == head.origin }) else {
            throw ProvisionRefusal(
                "The witness policy names no key of the log \(head.origin), so no witness was asked. "
                    + "Add a line to it: log VKEY, with what registryd audit key prints")
        }
        let answers = await ask(note, head)
        var cosigned = note
        var reasons: [String] = []
        for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
            switch answer {
            case .signed(let signature):
                seen[name] = head.size
                cosigned = cosigned.adding([signature])
            case .not(let reason): reasons.append("\(name) \(reason)")
            }
        }
        // The key in force may be another one than the policy names: it follows from that one by the log.
        let chain = KeyChain(try await keys.announced(), anchoredIn: policy.logs)
        switch policy.following(chain, [note]).verify(cosigned) {
        case .trusted: break
        case .quorumMissing:
            throw ProvisionRefusal(
                "Too few witnesses have signed the head of \(head.size) entries: \(reasons.joined(separator: "; ")).")
        case let verdict:
            throw ProvisionRefusal(
                "The head of \(head.size) entries is not signed as the witness policy has it (\(verdict)). Name the key that is in "
                    + "force in a line of it: log VKEY, with what registryd audit key prints")
        }
        try await heads.keep(cosigned)
        return cosigned
    }

    /// What came of asking one witness.
    private enum Answer: Sendable {
        case signed(NoteSignature)
        case not(String)
    }

    private func ask(_ note: SignedNote, _ head: Checkpoint) async -> [String: Answer] {
        let (heads, seen, places) = (heads, seen, policy.places)
        return await withTaskGroup(of: (String, Answer).self) { group in
            for (name, key) in policy.witnesses {
                guard let place = places[name] else { continue }
                group.addTask {
                    let question = WitnessQuestion(place: place, key: key, note: note, head: head, heads: heads)
                    do {
                        return (name, .signed(try await question.ask(from: seen[name] ?? 0)))
                    } catch let unwilling as WitnessQuestion.Unwilling {
                        return (name, .not(unwilling.reason))
                    } catch {
                        return (name, .not("can't be reached (\(error))"))
                    }
                }
            }
            var answers: [String: Answer] = [:]
            for await (name, answer) in group { answers[name] = answer }
            return answers
        }
    }
}

/// One head on its way to one witness.
struct WitnessQuestion: Sendable {
    /// The address below which the witness takes heads.
    let place: String
    let key: VerifierKey
    let note: SignedNote
    let head: Checkpoint
    let heads: WitnessedHeads

    /// Why a witness has not signed.
    struct Unwilling: Error {
        let reason: String
    }

    private static let patience = TimeAmount.seconds(5)
    private static let mostBytes = 64 * 1024

    /// The witness's signature; asked once more where it has seen another size than was known here.
    func ask(from known: UInt64) async throws -> NoteSignature {
        var (status, text) = try await send(from: min(known, head.size))
        if status == 409 {
            guard let size = UInt64(plain: text.dropLast()) else { throw Unwilling(reason: "answers no size") }
            guard size <= head.size else {
                throw Unwilling(
                    reason:
                        "has seen \(size) entries of this log, more than the \(head.size) there are: entries are gone")
            }
            (status, text) = try await send(from: size)
        }
        guard status == 200 else {
            throw Unwilling(reason: "answers \(status): \(text.prefix { !$0.isNewline })")
        }
        for line in text.split(separator: "\n") {
            guard let signature = NoteSignature(line: line), signature.name == key.name, signature.id == key.id,
                key.verifies(signature.bytes, of: note.text)
            else { continue }
            return signature
        }
        throw Unwilling(reason: "answers no signature of its key")
    }

    private func send(from old: UInt64) async throws -> (status: UInt, text: String) {
        let proof = try await heads.proof(from: old, to: head.size)
        var request = HTTPClientRequest(url: place + (place.hasSuffix("/") ? "" : "/") + "add-checkpoint")
        request.method = .POST
        request.body = .bytes(AddCheckpoint(old: old, proof: proof, note: note).bytes)
        let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
        let body = try await response.body.collect(upTo: Self.mostBytes)
        return (response.status.code, String(decoding: body.readableBytesView, as: UTF8.self))
    }
}
