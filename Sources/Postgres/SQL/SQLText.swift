/// A value bound by its PostgreSQL text, with an explicit type where the server cannot infer it.
///
/// `SQLText("0192…", type: 2950)` binds a uuid, `SQLText("2026-11-20", type: 1082)` a date.
package struct SQLText: SQLBindable {
    let text: String
    let type: UInt32

    package init(_ text: String, type: UInt32 = 0) {
        self.text = text
        self.type = type
    }

    package func bind(into parameters: inout SQLParameters) { parameters.append(text: text, type: type) }
}
