import { anything } from "./anything.ts";
import { delighted } from "./delighted.ts";
import { formbricks } from "./formbricks.ts";
import { googleForms } from "./google-forms.ts";
import { jotform } from "./jotform.ts";
import { limesurvey } from "./limesurvey.ts";
import type { Preset } from "./preset.ts";
import { qualtrics } from "./qualtrics.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { surveymonkey } from "./surveymonkey.ts";
import { tally } from "./tally.ts";
import { typeform } from "./typeform.ts";

/** Every tool that we know, in the order in which they are offered. */
export const presets: Preset[] = [typeform, googleForms, surveymonkey, qualtrics, jotform, tally, formbricks, delighted, limesurvey, standardWebhooks, anything];

export function presetOf(kind: string): Preset | undefined {
  return presets.find(({ id }) => id === kind);
}
