/// The decision in plain sentences, for someone who does not know the code.
package func explain(_ decision: Decision, language: Language) -> [String] {
    []
}
