import Policy
import Records

/// Who imported the records of a former system that a recommendation was told, as the end of its explanation says it.
enum ImportedSentence {
    /// - Parameter imported: for each file and person `count`, `by`, `on` and `file`.
    static func all(_ imported: JSONValue, _ language: Language) -> [String] {
        (imported.items ?? []).map { part in
            let count = part["count"]?.wholeNumber ?? 0
            let (by, file) = (part["by"]?.text ?? "", part["file"]?.text ?? "")
            let day = part["on"]?.text.flatMap(LocalDate.init(_:)).map { Words.of($0, language) } ?? ""
            return switch language {
            case .english:
                "Of a former system: \(count) earlier \(count == 1 ? "violation" : "violations"), imported by \(by) on \(day) (\(file))."
            case .dutch:
                "Uit een vroeger systeem: \(count) eerdere \(count == 1 ? "overtreding" : "overtredingen"), ingelezen door \(by) op \(day) (\(file))."
            case .german:
                "Aus einem früheren System: \(count) \(count == 1 ? "früherer Verstoß" : "frühere Verstöße"), eingelesen von \(by) am \(day) (\(file))."
            }
        }
    }
}
