import Policy
import Records

/// Who stated a fact that a recommendation was made with, as the end of its explanation says it.
enum StatedSentence {
    /// - Parameter stated: the member `stated` of a recommendation.
    static func all(_ stated: JSONValue, _ language: Language) -> [String] {
        (stated.items ?? []).map { fact in
            let criterion = fact["criterion"]?.text.map { " (\($0))" } ?? ""
            let what = "\(fact["name"]?.text ?? "")\(criterion): \(fact["value"]?.text ?? "")."
            let by = fact["by"]?.text ?? ""
            let day = fact["on"]?.text.flatMap(LocalDate.init(_:)).map { Words.of($0, language) } ?? ""
            return switch language {
            case .english: "Stated by \(by) on \(day): \(what)"
            case .dutch: "Opgegeven door \(by) op \(day): \(what)"
            case .german: "Angegeben von \(by) am \(day): \(what)"
            }
        }
    }
}
