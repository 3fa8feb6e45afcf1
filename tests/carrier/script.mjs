// A script that asks one question: whether something is to be done.

/** Proposes an effect; `args` are what it is given. */
export function proposing(effect, args) {
  const given = Object.entries(args).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `
name = "offer"
start = "offer"

[anywhere]
human = "human"
goodbye = "bye"
lost = "human"
opt_out = "opt_out"
robot = { en = "I am a machine.", hi = "मैं मशीन हूँ।" }
sorry = { en = "Sorry?", hi = "माफ़ कीजिए?" }
either = { en = "{a}, or {b}?", hi = "{a}, या {b}?" }
more_digits = { en = "Go on.", hi = "जी।" }
unknown = { en = "I do not know.", hi = "मुझे नहीं पता।" }

[node.offer]
propose = "${effect}"
args = { ${given.join(', ')} }
read_back = { en = "Shall I do that for you?", hi = "क्या मैं यह कर दूँ?" }
done = "bye"
declined = "bye"
failed = "human"

[node.bye]
say = { en = "Goodbye.", hi = "नमस्ते।" }
hang_up = "ended"

[node.opt_out]
say = { en = "Goodbye.", hi = "नमस्ते।" }
hang_up = "opt_out"

[node.human]
say = { en = "One moment.", hi = "एक क्षण।" }
transfer = "asked_for_person"
`;
}
