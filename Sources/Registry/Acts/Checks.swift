import Postgres
import Records

/// What is wrong with the input of an act: what reading it showed, and what the act's own checks find in the rest.
///
/// An act checks whatever could be read, in its own transaction, and `finish` tells everything together before anything
/// is stored. A field that could not be read holds a placeholder and is not judged again. What only the database can
/// refuse, while it stores, stays last.
struct Checks {
    private struct Finding {
        var problem: FieldProblem
        /// What is thrown when nothing else is wrong: it says more than a list of one field.
        var refusal: Refusal?
    }

    private var findings: [Finding]

    /// - Parameter problems: what reading the input showed.
    init(_ problems: [FieldProblem]) { findings = problems.map { Finding(problem: $0) } }

    /// Whether nothing is wrong so far with these fields and with what is in them.
    func isGood(_ pointers: String...) -> Bool {
        !findings.contains { finding in
            pointers.contains { Self.concerns(finding.problem.pointer, $0) }
        }
    }

    private static func concerns(_ pointer: String, _ field: String) -> Bool {
        pointer == field || pointer.hasPrefix(field + "/") || field.hasPrefix(pointer + "/")
    }

    /// Notes a problem, unless its field is known to be wrong already.
    mutating func note(_ problem: FieldProblem) {
        if isGood(problem.pointer) { findings.append(Finding(problem: problem)) }
    }

    /// Notes that a field is refused, unless it is known to be wrong already.
    mutating func note(_ refusal: Refusal, at pointer: String) {
        guard isGood(pointer) else { return }
        let sentences = [refusal.message, refusal.detail, refusal.hint].compactMap { $0 }
        let problem = FieldProblem(pointer, refusal.code, sentences.joined(separator: " "))
        findings.append(Finding(problem: problem, refusal: refusal))
    }

    /// What `find` gives, where the field could be read and `find` refuses nothing; else `placeholder`, which `finish`
    /// lets nobody use.
    mutating func value<Value>(
        at pointer: String, orElse placeholder: Value, _ find: () throws -> Value
    ) throws -> Value {
        guard isGood(pointer) else { return placeholder }
        do {
            return try find()
        } catch let refusal as Refusal {
            note(refusal, at: pointer)
            return placeholder
        }
    }

    /// The key of the record that a field names.
    mutating func id(
        of record: VersionedRecord, _ reference: String, at pointer: String, _ actor: Actor, _ db: Transaction
    ) throws -> Int {
        try value(at: pointer, orElse: 0) { try Registry.id(of: record, reference, actor, db) }
    }

    /// - Throws: `Refusal` with all problems; a refusal of one field alone as it is, with its field.
    func finish() throws {
        guard let first = findings.first else { return }
        guard findings.count == 1, var refusal = first.refusal else {
            throw Refusal.badInput(findings.map(\.problem))
        }
        refusal.problems = [FieldProblem(first.problem.pointer, refusal.code, refusal.message)]
        throw refusal
    }
}
