import { answerOpen } from "../../codes/opening";

answerOpen();
