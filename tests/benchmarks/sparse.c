/* One epoch of mini-batch gradient descent for 784-16-16-8, sigmoids, squared error.
   A layer is (inputs + 1) rows, the biases last; a row of 16 floats is one vector of the machine. */
#include <math.h>

enum { PIXELS = 784, WIDTH = 16, CLASSES = 8, MOST = 64 };

typedef float Row __attribute__((vector_size(4 * WIDTH), aligned(4)));

static inline Row squashed(Row z) {
    for (int j = 0; j < WIDTH; j++) z[j] = 1.0f / (1.0f + expf(-z[j]));
    return z;
}

void epoch(const int *inked, const int *first, const float *targets, const int *order, Row *w1,
           Row *w2, float *w3, int n, int batch, float scale) {
    static Row a1[MOST], a2[MOST], d1[MOST], d2[MOST];
    static float a3[MOST][CLASSES], d3[MOST][CLASSES];
    for (int start = 0; start < n; start += batch, order += batch) {
        for (int b = 0; b < batch; b++) {
            int k = first[order[b]], end = first[order[b] + 1];
            Row sum[4] = {w1[PIXELS]};  /* four sums, so that one need not wait for the other */
            for (; k + 4 <= end; k += 4)
                for (int lane = 0; lane < 4; lane++) sum[lane] += w1[inked[k + lane]];
            for (; k < end; k++) sum[0] += w1[inked[k]];
            a1[b] = squashed(sum[0] + sum[1] + sum[2] + sum[3]);
        }
        for (int b = 0; b < batch; b++) {
            Row z = w2[WIDTH];
            for (int i = 0; i < WIDTH; i++) z += a1[b][i] * w2[i];
            a2[b] = squashed(z);
        }
        for (int b = 0; b < batch; b++) {
            const float *y = targets + order[b] * CLASSES;
            for (int j = 0; j < CLASSES; j++) {
                float z = w3[WIDTH * CLASSES + j];
                for (int i = 0; i < WIDTH; i++) z += a2[b][i] * w3[i * CLASSES + j];
                a3[b][j] = z;
            }
            for (int j = 0; j < CLASSES; j++) a3[b][j] = 1.0f / (1.0f + expf(-a3[b][j]));
            for (int j = 0; j < CLASSES; j++)
                d3[b][j] = scale * (a3[b][j] - y[j]) * a3[b][j] * (1.0f - a3[b][j]);
            Row sum;
            for (int i = 0; i < WIDTH; i++) {
                float s = 0.0f;
                for (int j = 0; j < CLASSES; j++) s += d3[b][j] * w3[i * CLASSES + j];
                sum[i] = s;
            }
            d2[b] = sum * a2[b] * (1.0f - a2[b]);
            for (int i = 0; i < WIDTH; i++) {
                Row product = d2[b] * w2[i];
                float s = 0.0f;
                for (int j = 0; j < WIDTH; j++) s += product[j];
                sum[i] = s;
            }
            d1[b] = sum * a1[b] * (1.0f - a1[b]);
        }
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < CLASSES; j++) {
                for (int i = 0; i < WIDTH; i++) w3[i * CLASSES + j] -= a2[b][i] * d3[b][j];
                w3[WIDTH * CLASSES + j] -= d3[b][j];
            }
            for (int i = 0; i < WIDTH; i++) w2[i] -= a1[b][i] * d2[b];
            w2[WIDTH] -= d2[b];
            for (int k = first[order[b]]; k < first[order[b] + 1]; k++) w1[inked[k]] -= d1[b];
            w1[PIXELS] -= d1[b];
        }
    }
}
