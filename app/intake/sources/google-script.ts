/**
 * What an organisation pastes into Apps Script: sends each answer of its Google form in the shape that
 * our preset reads. Google's own names: FormApp, ScriptApp, UrlFetchApp
 * (https://developers.google.com/apps-script/reference/forms/form-response).
 */
export function googleScript(url: string): string {
  return `const address = ${JSON.stringify(url)};

function connect() {
  const form = FormApp.getActiveForm();
  ScriptApp.getProjectTriggers()
    .filter((trigger) => trigger.getHandlerFunction() === "send")
    .forEach((trigger) => ScriptApp.deleteTrigger(trigger));
  ScriptApp.newTrigger("send").forForm(form).onFormSubmit().create();
}

function send(event) {
  const response = event.response;
  const questions = response.getItemResponses().map((given) => {
    const item = given.getItem();
    return {
      response: given.getResponse(),
      field: { id: item.getId(), title: item.getTitle(), type: String(item.getType()), index: item.getIndex() },
    };
  });
  const body = {
    event_id: response.getId(),
    event_type: "form_response",
    form_response: {
      form_id: event.source.getId(),
      email: response.getRespondentEmail(),
      submitted_at: response.getTimestamp().toISOString(),
      definition: { title: event.source.getTitle(), fields: questions.map(({ field }) => field) },
      answers: questions,
    },
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = UrlFetchApp.fetch(address, { method: "post", contentType: "application/json", payload: JSON.stringify(body), muteHttpExceptions: true });
    if (answer.getResponseCode() < 500) return;
    Utilities.sleep(2000 * (attempt + 1));
  }
}
`;
}
